export interface Entry {
  readonly deadline: number;
  readonly order: number;
}

/** The earliest deadline first; with equal ones, the lowest order. */
export class MinHeap<E extends Entry> {
  readonly #entries: E[] = [];

  get size(): number {
    return this.#entries.length;
  }

  add(entry: E): void {
    let at = this.#entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** The earliest, without taking it out; undefined if there is none. */
  peek(): E | undefined {
    return this.#entries[0];
  }

  /** Take out the earliest; undefined if there is none. */
  pop(): E | undefined {
    if (this.size > 0) this.#swap(0, this.size - 1);
    const top = this.#entries.pop();
    this.#sink();
    return top;
  }

  #sink(): void {
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      if (child + 1 < this.size && this.#before(child + 1, child)) child++;
      if (!this.#before(child, at)) break;
      this.#swap(child, at);
      at = child;
    }
  }

  #before(i: number, j: number): boolean {
    const [a, b] = [this.#entries[i] as E, this.#entries[j] as E];
    const [one, other] = [a.deadline, b.deadline];
    return one !== other ? one < other : a.order < b.order;
  }

  #swap(i: number, j: number): void {
    const entries = this.#entries as [E];
    [entries[i], entries[j]] = [entries[j] as E, entries[i] as E];
  }
}
