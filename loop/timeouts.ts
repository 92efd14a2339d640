/**
 * Timeouts, ordered by deadline in a binary min-heap.
 *
 *     entries[0]          100          The parent of entries[i] is entries[(i-1) >> 1],
 *                       /     \        and no entry is due before its parent. So the
 *     [1] [2]         250     120      next one due is always at the top, and adding
 *                    /  \     /        or taking one touches a single path: log2(n).
 *     [3] [4] [5]  300  260 500
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
  #created = 0;
  #cancelled = 0; // how many of #entries are shells

  /** How many entries there are, shells included. */
  get size(): number {
    return this.#entries.length;
  }

  /**
   * When the next timeout is due; `Infinity` when there is none. Shells at the top are
   * dropped on the way, or the loop would wake up for a timeout that nobody wants.
   */
  get nextDeadline(): number {
    this.#dropCancelledTop();
    return this.#entries[0]?.deadline ?? Infinity;
  }

  /** Add a timeout. Throws TypeError when `deadline` is no number. */
  add(deadline: number, callback: Callback): Timeout {
    const order = this.#created++;
    const timeout = new Timeout(this, asMilliseconds(deadline), order, callback);
    this.#entries.push(timeout);
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
    if (this.#cancelled > SWEEP_ABOVE && this.#cancelled > this.size >> 1) {
      this.#sweep();
    }
    return due;
  }

  clear(): void {
    for (const timeout of this.#entries) timeout.queued = false;
    this.#entries = [];
    this.#cancelled = 0;
  }

  #dropCancelledTop(): void {
    while (this.#entries[0]?.callback === null) {
      this.#pop();
      this.#cancelled--;
    }
  }

  #pop(): Timeout {
    const [top] = this.#entries as [Timeout];
    const last = this.#entries.pop() as Timeout;
    if (last !== top) {
      this.#entries[0] = last;
      this.#siftDown(0);
    }
    top.queued = false;
    return top;
  }

  #sweep(): void {
    this.#entries = this.#entries.filter((timeout) => timeout.callback !== null);
    this.#cancelled = 0;
    // Sift from the last parent to the root: linear, where n insertions are n log n.
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.#siftDown(i);
  }

  #siftUp(index: number): void {
    const entries = this.#entries;
    const moving = entries[index] as Timeout;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = entries[parent] as Timeout;
      if (!before(moving, above)) break;
      entries[index] = above;
      index = parent;
    }
    entries[index] = moving;
  }

  #siftDown(index: number): void {
    const entries = this.#entries;
    const moving = entries[index] as Timeout;
    for (let child = 2 * index + 1; child < entries.length; child = 2 * index + 1) {
      if (child + 1 < entries.length && before(at(child + 1), at(child))) child++;
      if (!before(at(child), moving)) break;
      entries[index] = at(child);
      index = child;
    }
    entries[index] = moving;

    function at(position: number): Timeout {
      return entries[position] as Timeout;
    }
  }
}

function before(a: Timeout, b: Timeout): boolean {
  return a.deadline !== b.deadline ? a.deadline < b.deadline : a.order < b.order;
}
