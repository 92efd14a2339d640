/**
 * `run()`: start a function, let the loop turn until its promise settles.
 *
 * A run is over when it says so, whatever was left behind. A promise that settles
 * after the timeout must not stop the loop again: by then another run may be using it.
 */

import { checkFunction, refuseUnknown } from './arguments.ts';
import { LoopStoppedError, TimeoutError } from './errors.ts';
import { asMilliseconds, type Timeout } from './timeouts.ts';

export interface RunOptions {
  /** Give up after so many ms. The function is not interrupted, only not waited for. */
  timeout?: number;
}

/** What the function may return. A plain value is a promise that somebody forgot. */
export type Runnable = PromiseLike<unknown> | undefined | void;

/** What a run needs of the loop. ioloop.ts imports this file, so it names no IOLoop. */
interface Loop {
  readonly running: boolean;
  start(): Promise<void>;
  startSync(): void;
  stop(): void;
  addCallback(callback: () => void): void;
  callLater(delay: number, callback: () => void): Timeout;
  removeTimeout(timeout: Timeout): void;
  addFuture<T>(
    promise: PromiseLike<T>,
    callback: (settled: PromiseSettledResult<T>) => void,
  ): void;
}

/** Throws at once if it cannot begin; the promise is for what comes of `fn`. */
export function run<R extends Runnable>(
  loop: Loop,
  fn: () => R,
  options?: RunOptions,
): Promise<Awaited<R>> {
  const run = new Run(loop, fn, options);
  try {
    const turned = loop.start().finally(() => run.end());
    return turned.then(() => run.result());
  } catch (error) {
    run.end(); // it was refused: the function must not run later
    throw error;
  }
}

export function runSync<R extends Runnable>(
  loop: Loop,
  fn: () => R,
  options?: RunOptions,
): Awaited<R> {
  const run = new Run(loop, fn, options);
  try {
    loop.startSync();
  } finally {
    run.end();
  }
  return run.result();
}

class Run<R extends Runnable> {
  readonly #loop: Loop;
  readonly #timeout: number;
  readonly #timer: Timeout | null;
  #settled: PromiseSettledResult<Awaited<R>> | null = null;
  #timedOut = false;
  #over = false;

  constructor(loop: Loop, fn: () => R, options: RunOptions = {}) {
    const { timeout = Infinity } = refuseUnknown(options, ['timeout']);
    checkFunction(fn, 'What run() calls');
    asMilliseconds(timeout);
    if (loop.running) throw new Error('IOLoop is already running'); // queue nothing
    this.#loop = loop;
    this.#timeout = timeout;
    this.#timer =
      timeout === Infinity ? null : loop.callLater(timeout, () => this.#expire());
    loop.addCallback(() => this.#begin(fn));
  }

  /** Release the loop, with a result or without. */
  end(): void {
    this.#over = true;
    if (this.#timer) this.#loop.removeTimeout(this.#timer);
  }

  /** What the function came to; throws what it threw. */
  result(): Awaited<R> {
    if (this.#settled?.status === 'fulfilled') return this.#settled.value;
    if (this.#settled) throw this.#settled.reason;
    if (this.#timedOut) {
      throw new TimeoutError(`Operation timed out after ${this.#timeout} ms`);
    }
    throw new LoopStoppedError('The loop was stopped before run() had its result');
  }

  #begin(fn: () => R): void {
    if (this.#over) return; // stopped before it started: fn must not run later
    const promise = promiseOf(fn);
    // Known as soon as it is so: `fn` may itself have stopped the loop.
    promise.then(
      (value) => this.#settle({ status: 'fulfilled', value }),
      (reason) => this.#settle({ status: 'rejected', reason }),
    );
    this.#loop.addFuture(promise, () => this.#stop());
  }

  #settle(settled: PromiseSettledResult<Awaited<R>>): void {
    if (!this.#over) this.#settled = settled;
  }

  #stop(): void {
    if (!this.#over) this.#loop.stop();
  }

  #expire(): void {
    this.#timedOut = true;
    this.#loop.stop();
  }
}

/** Call `fn`; what it throws and what it should not return become rejections. */
async function promiseOf<R extends Runnable>(fn: () => R): Promise<Awaited<R>> {
  const result = fn();
  if (result === undefined || isThenable(result)) return await result;
  const got = String(result) || typeof result;
  throw new TypeError(
    `run() needs a function that returns a promise or nothing, got ${got}`,
  );
}

/** Can this be waited for? */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    'then' in value &&
    typeof value.then === 'function'
  );
}
