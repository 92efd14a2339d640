/**
 * Calls back once in every period.
 *
 *     start        1st beat     2nd          3rd          4th
 *       ├────────────┼────────────┼────────────┼────────────┼──▶
 *                    └─ work ─┘   └─── work ────────┘       └─ …
 *
 * The beats lie on a grid that begins at `start()`. A call that takes longer than a
 * period makes the beats it covered fall out; it does not shift the grid, and it does
 * not make up for them in a burst. Counting each beat from the end of the last call
 * would be simpler, and late by a little more every time.
 */

import { checkFunction, refuseUnknown } from './arguments.ts';
import { LoopExit } from './errors.ts';
import { IOLoop } from './ioloop.ts';
import { isThenable } from './run.ts';
import type { Timeout } from './timeouts.ts';

export interface PeriodicOptions {
  /** Vary each period by up to half this share of it, so that many do not coincide. */
  jitter?: number;
  /** The loop to call back on. The default is the current one. */
  loop?: IOLoop;
  /** Call again although the promise of the last call has not settled. */
  overlap?: boolean;
  /** For tests: a number in [0, 1). */
  random?: () => number;
}

export class PeriodicCallback {
  #period = 0;
  readonly #callback: () => unknown;
  readonly #loop: IOLoop;
  readonly #jitter: number;
  readonly #overlap: boolean;
  readonly #random: () => number;
  #deadline = 0;
  #timer: Timeout | null = null;
  /** One for each start(): a call that outlives stop() begins no second chain. */
  #chain: symbol | null = null;

  /** Throws RangeError unless `period`, in ms, is greater than 0. */
  constructor(callback: () => unknown, period: number, options: PeriodicOptions = {}) {
    checkFunction(callback);
    refuseUnknown(options, ['jitter', 'loop', 'overlap', 'random']);
    this.#callback = callback;
    this.callbackTime = period;
    this.#loop = options.loop ?? IOLoop.current();
    this.#jitter = share(options.jitter ?? 0);
    this.#overlap = options.overlap ?? false;
    this.#random = options.random ?? Math.random;
  }

  /** The period, in ms. A new value counts from the next beat on. Throws RangeError. */
  get callbackTime(): number {
    return this.#period;
  }

  set callbackTime(period: number) {
    if (!(period > 0 && period < Infinity))
      throw new RangeError(`A period is greater than 0, got ${String(period)}`);
    this.#period = period;
  }

  /** First call one period from now. Started already, it goes on as it is. */
  start(): void {
    if (this.isRunning()) return;
    this.#chain = Symbol('chain');
    this.#deadline = this.#loop.time();
    this.#schedule(this.#chain);
  }

  /** No further call; from inside the callback, too. */
  stop(): void {
    this.#chain = null;
    if (this.#timer) this.#loop.removeTimeout(this.#timer);
    this.#timer = null;
  }

  isRunning(): boolean {
    return this.#chain !== null && !this.#loop.closed;
  }

  /** The next beat, unless stop() or another start() came in between. */
  #schedule(chain: symbol): void {
    if (this.#chain !== chain || this.#loop.closed) return;
    this.#deadline = this.#nextBeat(this.#loop.time());
    this.#timer = this.#loop.callAt(this.#deadline, () => this.#beat(chain));
  }

  #nextBeat(now: number): number {
    const period = this.#period * (1 + this.#jitter * (this.#random() - 0.5));
    // Behind its own schedule the clock has been set back: keep to the grid.
    const missed = Math.max(0, Math.floor((now - this.#deadline) / period));
    return this.#deadline + (missed + 1) * period;
  }

  /** One call, and what comes after it: at once, or when its promise has settled. */
  #beat(chain: symbol): unknown {
    let result: unknown;
    try {
      result = this.#callback();
    } catch (error) {
      this.#report(error);
    } finally {
      if (this.#overlap || !isThenable(result)) this.#schedule(chain);
    }
    if (!isThenable(result)) return result;
    const goOn = () => {
      if (!this.#overlap) this.#schedule(chain);
    };
    return result.then(goOn, (error) => {
      goOn();
      this.#report(error);
    });
  }

  /** In the name of the user's function, not of ours. */
  #report(error: unknown): void {
    if (error instanceof LoopExit) throw error;
    this.#loop.handleCallbackException(this.#callback, error);
  }
}

function share(jitter: number): number {
  if (jitter >= 0 && jitter <= 1) return jitter;
  throw new RangeError(`jitter is a share from 0 to 1, got ${String(jitter)}`);
}
