/** What was asked for last, up to a size; what was not asked for the longest goes first. */

export class Recent<T> {
  readonly #most: number;
  readonly #sizeOf: (value: T) => number;
  readonly #values = new Map<string, T>(); // the oldest first
  #size = 0;

  constructor(most: number, sizeOf: (value: T) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** Gives it back. One that is larger than all the room is not kept. */
  set(key: string, value: T): T {
    const size = this.#sizeOf(value);
    if (size > this.#most) return value;
    this.#drop(key);
    this.#values.set(key, value);
    this.#size += size;
    for (const oldest of this.#values.keys()) {
      if (this.#size <= this.#most) break;
      this.#drop(oldest);
    }
    return value;
  }

  clear(): void {
    this.#values.clear();
    this.#size = 0;
  }

  #drop(key: string): void {
    const value = this.#values.get(key);
    if (value !== undefined) this.#size -= this.#sizeOf(value);
    this.#values.delete(key);
  }
}
