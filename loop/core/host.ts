/**
 * What a loop is made of. All of it is handed in, so that the core imports nothing:
 * not the kernel, not Node, not a clock. Give it other parts and the same loop runs
 * on another back-end, on simulated time, or in a browser.
 */

import { checkFunction, refuseUnknown } from './arguments.ts';
import type { Fd, Poller } from './poller.ts';

/** Makes a sleeping `poll()` return. The loop watches it like any other descriptor. */
export interface Waker {
  fileno(): Fd; // becomes readable on wake()
  writeFileno(): Fd; // for those who cannot call wake(): write eight bytes
  wake(): void;
  drain(): void; // must leave nothing readable, or the loop would spin
  close(): void;
}

/** Where the loop reports an error that was not caught. */
export interface Logger {
  debug(message: string, error?: unknown): void;
  warning(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
}

/** An async context, remembered: what AsyncLocalStorage held when it was captured. */
export interface Scope {
  runInAsyncScope<A extends unknown[], R>(
    callback: (...args: A) => R,
    self: unknown,
    ...args: A
  ): R;
}

/** What the surrounding program lends the loop. Node's is in `node.ts`. */
export interface Host {
  /** The clock, in ms. Monotonic, unless a test or a user says otherwise. */
  now(): number;
  /** Run the promise jobs that are waiting. Node does not while the loop blocks. */
  checkpoint(): void;
  /** Would `checkpoint()` run anything? Not from inside a promise job. */
  canCheckpoint(): boolean;
  /** Call back soon, from outside any promise job, and settle with the outcome. */
  hop<T>(callback: () => T | PromiseLike<T>): Promise<T>;
  /** The async context of the caller. */
  capture(): Scope;
  /** The empty context, for callbacks that must not inherit their caller's. */
  readonly root: Scope;
  /** close(2), for `close({ allFds: true })`. */
  closeFd(fd: Fd): void;
  readonly logger: Logger;
}

export interface Parts {
  readonly poller: Poller;
  readonly waker: Waker;
  readonly host: Host;
}

// ── From outside of the loop's own thread: signals, other threads ──────────────

/** A signal by its name, `'SIGINT'`. */
export type Signal = `SIG${string}`;

/** Called with the name of the signal that came, so that one can serve for several. */
export type SignalHandler = (signal: Signal) => unknown;

/** What other threads may call, by name. The arguments have been through a clone. */
export type RemoteCallbacks = Record<string, (...args: never[]) => unknown>;

/**
 * What `remote()` gives, for one worker. remote.ts adds the port: a type of Node's,
 * without which the core has to compile.
 */
export interface RemoteHandle {
  readonly names: readonly string[]; // of the callbacks
  readonly wakeFd: Fd; // write eight bytes to it, and the loop wakes
  readonly state: Int32Array<SharedArrayBuffer>;
}

// ── Options ──────────────────────────────────────────────────────────────────────

/** What may be chosen when a loop is made, or for all loops by `IOLoop.configure()`. */
export interface LoopOptions {
  /** Become current? By default only if no other loop is; `true` insists. */
  makeCurrent?: boolean;
  /** Another clock, in ms. The default is monotonic. */
  now?: () => number;
  /** Where warnings and uncaught errors go. The default is standard error. */
  logger?: Logger;
  /** The longest time to sleep in one poll, in ms. The default is an hour. */
  longestSleep?: number;
}

/** Throws TypeError for an option that is unknown, or that cannot be what it should. */
export function checkOptions(options: LoopOptions): LoopOptions {
  const { now, logger, longestSleep = 0 } = options;
  refuseUnknown(options, ['makeCurrent', 'now', 'logger', 'longestSleep']);
  if (now !== undefined) checkFunction(now, 'The clock');
  for (const level of logger ? LEVELS : []) {
    checkFunction(logger?.[level], `logger.${level}`);
  }
  if (longestSleep >= 0) return options;
  throw new RangeError(`The longest sleep is ≥ 0 ms, got ${String(longestSleep)}`);
}

const LEVELS = ['debug', 'warning', 'error'] as const;

/**
 * A logger that never throws: whatever fails, a report must not end what it reports of.
 * What was lost is counted, and said once when it can be.
 */
export function safely(logger: Logger): Logger {
  let lost = 0;
  const tell = (level: (typeof LEVELS)[number], message: string, error?: unknown) => {
    try {
      if (lost > 0) logger.warning(`${lost} earlier messages could not be written`);
      lost = 0;
      logger[level](message, error);
    } catch {
      lost++;
    }
  };
  return {
    debug: (message, error) => tell('debug', message, error),
    warning: (message, error) => tell('warning', message, error),
    error: (message, error) => tell('error', message, error),
  };
}
