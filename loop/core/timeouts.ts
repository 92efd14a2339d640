/**
 * Timeouts, ordered by deadline in a binary min-heap.
 *
 *     entries[0]          100          The parent of entries[i] is entries[(i-1) >> 1],
 *                       /     \        and no entry is due before its parent. So the
 *     [1] [2]         250     120      next one due is always at the top, and adding
 *                    /  \     /        or taking one touches a single path: log2(n).
 *     [3] [4] [5]  300  260 500
 *
 * The deadlines stand a second time in an array of their own: to compare two of them
 * is to read two numbers, not two objects that lie anywhere in memory.
 *
 * Cancelling is lazy. An entry may lie anywhere in the heap, and looking for it would
 * cost what the heap saves. It is only marked: its callback goes at once, with all the
 * memory that it holds, and the empty shell stays until it reaches the top. When more
 * than 512 shells, and more than half of the heap, lie dead, they are swept out.
 */

import type { Callback } from './callback.ts';

const SWEEP_ABOVE = 512;

/** A deadline relative to now. A bare number is absolute, on the loop's clock. */
export class Duration {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = asMilliseconds(milliseconds);
  }
}

/** Refuse what is no time: with NaN in it the heap would have no order at all. */
export function asMilliseconds(time: unknown): number {
  if (typeof time === 'number' && !Number.isNaN(time)) return time;
  throw new TypeError(`A time is a number of milliseconds, got ${String(time)}`);
}

/** What `callAt()` and its kin return: good for `removeTimeout()`, opaque otherwise. */
export class Timeout {
  /** When it is due, on the loop's clock, in ms. */
  readonly deadline: number;
  /** Counts up: timeouts with equal deadlines run in the order they were made. */
  readonly order: number;
  /** Whose it is, and whether it still lies there. */
  readonly heap: TimeoutHeap;
  queued = true;
  /** None once it has run or was cancelled. */
  callback: Callback | null;

  constructor(heap: TimeoutHeap, deadline: number, order: number, callback: Callback) {
    this.heap = heap;
    this.deadline = deadline;
    this.order = order;
    this.callback = callback;
  }

  /** The callback, to run it: only the first caller gets it. */
  take(): Callback | null {
    const callback = this.callback;
    this.callback = null;
    return callback;
  }
}

export class TimeoutHeap {
  #entries: Timeout[] = [];
  #deadlines: number[] = []; // #deadlines[i] is that of #entries[i]
  #created = 0;
  #cancelled = 0; // how many of #entries are shells

  /** How many entries there are, shells included. */
  get size(): number {
    return this.#entries.length;
  }

  /** In the order of the array, shells included. */
  get entries(): readonly Timeout[] {
    return this.#entries;
  }

  /**
   * When the next timeout is due; `Infinity` when there is none. Shells at the top are
   * dropped on the way, or the loop would wake up for a timeout that nobody wants.
   */
  get nextDeadline(): number {
    this.#dropCancelledTop();
    return this.#deadlines[0] ?? Infinity;
  }

  /** Add a timeout. Throws TypeError when `deadline` is no number. */
  add(deadline: number, callback: Callback): Timeout {
    const order = this.#created++;
    const timeout = new Timeout(this, asMilliseconds(deadline), order, callback);
    this.#entries.push(timeout);
    this.#deadlines.push(deadline);
    this.#siftUp(this.#entries.length - 1);
    return timeout;
  }

  /** Cancel. One that has run or is cancelled already stays as it is. */
  cancel(timeout: Timeout): void {
    if (!(timeout instanceof Timeout) || timeout.heap !== this) {
      throw new TypeError('Not a timeout of this loop');
    }
    if (timeout.take() && timeout.queued) this.#cancelled++;
  }

  /** Take out everything due at `now`, in order; then sweep, if it is worth it. */
  popDue(now: number): Timeout[] {
    const due: Timeout[] = [];
    while (this.nextDeadline <= now && this.#entries.length > 0) due.push(this.#pop());
    this.#sweepIfMostlyDead();
    return due;
  }

  clear(): void {
    for (const timeout of this.#entries) timeout.queued = false;
    this.#entries = [];
    this.#deadlines = [];
    this.#cancelled = 0;
  }

  #dropCancelledTop(): void {
    if (this.#entries[0]?.callback === null) this.#sweepIfMostlyDead();
    while (this.#entries[0]?.callback === null) {
      this.#pop();
      this.#cancelled--;
    }
  }

  #pop(): Timeout {
    const last = this.#entries.length - 1;
    this.#swap(0, last);
    const top = this.#entries.pop() as Timeout;
    this.#deadlines.pop();
    this.#siftDown(0);
    top.queued = false;
    return top;
  }

  #sweepIfMostlyDead(): void {
    if (this.#cancelled <= SWEEP_ABOVE || this.#cancelled <= this.size >> 1) return;
    this.#entries = this.#entries.filter((timeout) => timeout.callback !== null);
    this.#deadlines = this.#entries.map((timeout) => timeout.deadline);
    this.#cancelled = 0;
    // Sift from the last parent to the root: linear, where n insertions are n log n.
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.#siftDown(i);
  }

  #siftUp(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #siftDown(index: number): void {
    for (let child = 2 * index + 1; child < this.size; child = 2 * index + 1) {
      if (child + 1 < this.size && this.#isBefore(child + 1, child)) child++;
      if (!this.#isBefore(child, index)) break;
      this.#swap(child, index);
      index = child;
    }
  }

  #isBefore(i: number, j: number): boolean {
    const [a, b] = [this.#deadlines[i] as number, this.#deadlines[j] as number];
    if (a !== b) return a < b;
    return (this.#entries[i] as Timeout).order < (this.#entries[j] as Timeout).order;
  }

  #swap(i: number, j: number): void {
    const entry = this.#entries[i] as Timeout;
    this.#entries[i] = this.#entries[j] as Timeout;
    this.#entries[j] = entry;
    const deadline = this.#deadlines[i] as number;
    this.#deadlines[i] = this.#deadlines[j] as number;
    this.#deadlines[j] = deadline;
  }
}
