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

import { Callback } from './callback.ts';

const SWEEP_ABOVE = 512;

/** A deadline relative to now. A bare number is absolute, on the loop's clock. */
export class Duration {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = asMilliseconds(milliseconds);
  }
}

/** Refuse what is not a time: with NaN in it the heap would have no order at all. */
export function asMilliseconds(time: unknown): number {
  if (typeof time === 'number' && !Number.isNaN(time)) return time;
  throw new TypeError(`A time is a number of milliseconds, got ${String(time)}`);
}

/**
 * What `callAt()` and its kin return: good for `removeTimeout()`, opaque otherwise.
 * It is a callback with a deadline, one object from its making to its end.
 */
export class Timeout extends Callback {
  /** When it is due, on the loop's clock, in ms. */
  readonly deadline: number;
  /** Counts up: timeouts with equal deadlines run in the order they were made. */
  order = 0;
  /** Where it lies; null once it has left, to be run or to be forgotten. */
  heap: TimeoutHeap | null = null;

  constructor(deadline: number, ...callback: ConstructorParameters<typeof Callback>) {
    super(...callback);
    this.deadline = asMilliseconds(deadline);
  }
}

export class TimeoutHeap {
  #entries: Timeout[] = [];
  #deadlines = new Float64Array(); // #deadlines[i] is that of #entries[i]
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
    return this.#entries[0]?.deadline ?? Infinity;
  }

  add(timeout: Timeout): Timeout {
    timeout.order = this.#created++;
    timeout.heap = this;
    if (this.size === this.#deadlines.length) this.#deadlines = grown(this.#deadlines);
    this.#entries.push(timeout);
    this.#siftUp(this.size - 1, timeout, timeout.deadline);
    return timeout;
  }

  /** Cancel. One that has run or is cancelled already stays as it is. */
  cancel(timeout: Timeout): void {
    if (!(timeout instanceof Timeout) || (timeout.heap ?? this) !== this) {
      throw new TypeError('Not a timeout of this loop');
    }
    if (timeout.fn && timeout.heap) this.#cancelled++;
    timeout.drop();
  }

  /** Take out everything due at `now`, in order; then sweep, if it is worth it. */
  popDue(now: number): Timeout[] {
    const due: Timeout[] = [];
    while (this.nextDeadline <= now && this.size > 0) due.push(this.#pop());
    this.#sweepIfMostlyDead();
    return due;
  }

  clear(): void {
    for (const timeout of this.#entries) timeout.heap = null;
    this.#entries = [];
    this.#cancelled = 0;
  }

  #dropCancelledTop(): void {
    if (this.#entries[0]?.fn === null) this.#sweepIfMostlyDead();
    while (this.#entries[0]?.fn === null) {
      this.#pop();
      this.#cancelled--;
    }
  }

  #pop(): Timeout {
    const top = this.#entries[0] as Timeout;
    const last = this.#entries.pop() as Timeout;
    if (last !== top) this.#siftDown(0, last, this.#deadlines[this.size] as number);
    top.heap = null;
    return top;
  }

  #sweepIfMostlyDead(): void {
    if (this.#cancelled <= SWEEP_ABOVE || this.#cancelled <= this.size >> 1) return;
    this.#entries = this.#entries.filter((timeout) => timeout.fn !== null);
    this.#deadlines = Float64Array.from(this.#entries, (timeout) => timeout.deadline);
    this.#cancelled = 0;
    // Sift from the last parent to the root: linear, where n insertions are n log n.
    for (let i = (this.size >> 1) - 1; i >= 0; i--) {
      this.#siftDown(i, this.#entries[i] as Timeout, this.#deadlines[i] as number);
    }
  }

  /** Fill the gap at `index`, or one above it: what is due later moves down. */
  #siftUp(index: number, timeout: Timeout, deadline: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#isBefore(parent, timeout, deadline)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#put(index, timeout, deadline);
  }

  /** Fill the gap at `index`, or one below it: what is due earlier moves up. */
  #siftDown(index: number, timeout: Timeout, deadline: number): void {
    for (let child = 2 * index + 1; child < this.size; child = 2 * index + 1) {
      const left = this.#entries[child] as Timeout;
      const due = this.#deadlines[child] as number;
      if (child + 1 < this.size && this.#isBefore(child + 1, left, due)) child++;
      if (!this.#isBefore(child, timeout, deadline)) break;
      this.#move(child, index);
      index = child;
    }
    this.#put(index, timeout, deadline);
  }

  /** Is entry `i` due before this timeout? */
  #isBefore(i: number, timeout: Timeout, deadline: number): boolean {
    const own = this.#deadlines[i] as number;
    if (own !== deadline) return own < deadline;
    return (this.#entries[i] as Timeout).order < timeout.order;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#entries[from] as Timeout, this.#deadlines[from] as number);
  }

  #put(index: number, timeout: Timeout, deadline: number): void {
    this.#entries[index] = timeout;
    this.#deadlines[index] = deadline;
  }
}

/** The same numbers, and room for more. */
function grown(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * numbers.length + 64);
  more.set(numbers);
  return more;
}
