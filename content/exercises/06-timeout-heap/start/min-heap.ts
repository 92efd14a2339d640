export interface Entry {
  readonly deadline: number;
  readonly order: number;
}

/** The earliest deadline first; with equal ones, the lowest order. */
export class MinHeap<E extends Entry> {
  // TODO(exercise): an array in which no entry is before its parent.

  get size(): number {
    return 0;
  }

  add(_entry: E): void {}

  /** The earliest, without taking it out; undefined if there is none. */
  peek(): E | undefined {
    return undefined;
  }

  /** Take out the earliest; undefined if there is none. */
  pop(): E | undefined {
    return undefined;
  }
}
