/**
 * The blocking threshold: who says so when a callback takes too long?
 *
 * Not the loop, which waits for that callback like everybody else. There are two ways
 * to have it noticed, and each can be switched on without the other:
 *
 *     Watchdog   another thread keeps looking at a number. If it stays the same for
 *                too long, it asks V8's debugger where the loop's thread is just now
 *     Alarm      the kernel sends SIGALRM, which ends the process, endless loop or not
 *
 * Both watch from the end of one poll() to the beginning of the next: to sleep is not
 * to be blocked. So one limit covers the handlers of a turn and the callbacks of the
 * next, it is reported once, and what runs before the first poll is not watched.
 */

import { isMainThread, Worker } from 'node:worker_threads';
import type { Logger } from '../core/host.ts';
import type { IOLoop } from '../core/ioloop.ts';
import { waitMilliseconds } from '../core/poller.ts';
import type { Signals } from './signals.ts';
import { constants, sys } from './sys.ts';

const ASLEEP = 0;

export class Watchdog {
  readonly #loop: IOLoop;
  readonly #logger: Logger | undefined;
  readonly #turn = new Int32Array(new SharedArrayBuffer(4)); // ASLEEP, or which turn
  #turns = 0;
  #thread: Worker | null = null;

  /** Without a logger the thread prints to standard error, at once. */
  constructor(loop: IOLoop, logger: Logger | undefined) {
    this.#loop = loop;
    this.#logger = logger;
  }

  /** Throws RangeError for what is not a limit. */
  set(limit: number | null): void {
    check(limit);
    if (limit !== null) this.#thread ??= this.#start();
    this.#thread?.postMessage(limit);
    if (limit === null) this.#thread = null; // on being told so, it ends by itself
  }

  awake(): void {
    if (this.#thread) Atomics.store(this.#turn, 0, ++this.#turns);
  }

  asleep(): void {
    if (this.#thread) Atomics.store(this.#turn, 0, ASLEEP);
  }

  /** A logger is a function of this thread: it hears of a block when that is over. */
  #start(): Worker {
    const { warning } = this.#logger ?? {};
    const handle = warning && this.#loop.remote({ warning });
    const thread = new Worker(new URL('./watchdog-thread.ts', import.meta.url), {
      workerData: { turn: this.#turn, handle },
      transferList: handle ? [handle.port] : [],
      execArgv: [],
    });
    thread.unref(); // nobody lives on just to be watched
    return thread;
  }
}

export class Alarm {
  readonly #signals: Signals;
  #limit: number | null = null;
  #acting = false;

  constructor(signals: Signals) {
    this.#signals = signals;
  }

  /**
   * Without an action the process ends, there and then. No JavaScript can run in the
   * middle of a callback, so an action is called when that is over, as for any signal.
   */
  set(limit: number | null, action?: () => unknown): void {
    check(limit);
    if (limit !== null && action) this.#signals.add('SIGALRM', action);
    else if (this.#acting) this.#signals.remove('SIGALRM');
    this.#acting = limit !== null && action !== undefined;
    this.#limit = limit;
    sys.setitimer(constants.ITIMER_REAL, 0); // it may have been counting
  }

  awake(): void {
    if (this.#limit === null) return;
    sys.setitimer(constants.ITIMER_REAL, waitMilliseconds(this.#limit));
  }

  asleep(): void {
    if (this.#limit !== null) sys.setitimer(constants.ITIMER_REAL, 0);
  }
}

/** A debugger in another thread, a SIGALRM: both can reach the main thread only. */
function check(limit: number | null): void {
  if (limit === null) return;
  if (!isMainThread) throw new Error('Blocking can be noticed on the main thread only');
  if (Number.isFinite(limit) && limit > 0) return;
  throw new RangeError(`A limit is greater than 0 ms, or null; got ${String(limit)}`);
}
