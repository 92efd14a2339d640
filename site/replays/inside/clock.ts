/**
 * The clock of a recorded program. It stands still while the debugger looks at a line,
 * and goes on where a program would have waited: in a system call that sleeps, and in
 * Node's own poll. Timers of Node are put on the same clock, in every thread, or they
 * would go off while the loop is being read.
 */

import { performance as node } from 'node:perf_hooks';
import {
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
} from 'node:worker_threads';
import { Timers } from './timers.ts';

const SHARED = 'recorded clock';
// In ms: how long it slept; when the present sleep began, or 0; when another thread was
// ready to end it. How long that took to start is of this machine, and does not count.
const [SLEPT, ASLEEP_SINCE, READY] = [0, 1, 2];

const INSTANT = 0.1; // ms

type Shared = Float64Array<SharedArrayBuffer>;

const realNow = performance.now.bind(performance);
const wall = () => performance.timeOrigin + realNow();

export class Clock {
  readonly #shared: Shared;
  #idleBefore = 0;
  #late = 0; // ms by which timers of Node have gone off late, in all

  /** The main thread's own, which others can read; or, in a worker, that one. */
  constructor() {
    const buffer = isMainThread
      ? new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT)
      : (getEnvironmentData(SHARED) as unknown as SharedArrayBuffer);
    if (isMainThread) setEnvironmentData(SHARED, buffer as never);
    this.#shared = new Float64Array(buffer);
    const idle = () => node.eventLoopUtilization().idle - this.#idleBefore;
    this.now = () => round(this.#asleep() + (isMainThread ? idle() - this.#late : 0));
  }

  readonly now: () => number;

  /** The program begins: from here on time is counted. */
  restart(): void {
    this.#shared[SLEPT] = 0;
    this.#idleBefore = node.eventLoopUtilization().idle;
  }

  /** Run a system call that may sleep for up to `timeout` ms (-1: for ever). */
  sleep(timeout: number, call: () => number): Slept {
    const since = wall();
    this.#shared[ASLEEP_SINCE] = since;
    const count = call();
    const elapsed = wall() - this.#from(since);
    this.#shared[ASLEEP_SINCE] = 0;
    // The kernel sleeps a little longer than asked. Its lateness is of this machine.
    const full = count === 0 && timeout >= 0 && elapsed > timeout - 1;
    // Woken at once, or it would seem that a loop can spin without end in no time.
    const least = timeout === 0 ? 0 : INSTANT;
    (this.#shared[SLEPT] as number) += full ? timeout : Math.max(least, round(elapsed));
    return { count, cutShort: count === 0 && !full };
  }

  /** From now on this thread's `performance.now()` and timers go by this clock. */
  install(): void {
    const timers = new Timers(this);
    performance.now = this.now;
    globalThis.setTimeout = timers.setTimeout as unknown as typeof setTimeout;
    globalThis.clearTimeout = timers.clearTimeout as unknown as typeof clearTimeout;
  }

  /** A timer is set: in a worker that is what the main thread will wait for. */
  begin(): void {
    if (!isMainThread) this.#shared[READY] = wall();
  }

  /** A timer has gone off that was meant for `time`. */
  settle(time: number): void {
    this.#late += this.now() - time;
  }

  #asleep(): number {
    const since = this.#shared[ASLEEP_SINCE] as number;
    const elapsed = since > 0 ? wall() - this.#from(since) : 0;
    return (this.#shared[SLEPT] as number) + elapsed;
  }

  #from(since: number): number {
    return Math.max(since, this.#shared[READY] as number);
  }
}

interface Slept {
  count: number;
  /** Nothing is ready and time is not up: only a signal does that, EINTR. */
  cutShort: boolean;
}

/** To a tenth of a millisecond: what is finer differs from run to run. */
function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
