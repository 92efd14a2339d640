/**
 * What has been received, and nobody has read yet.
 *
 *     #bytes   ┌───────────┬──────────────────────────┬────────────────┐
 *              │   taken   │          unread          │      room      │
 *              └───────────┴──────────────────────────┴────────────────┘
 *                        #start                      #end
 *
 * Both marks only move to the right. When there is no room the unread bytes move to new
 * memory, of twice their size: so, however small the pieces in which they come, each
 * byte is moved about once. When nothing is unread the memory is let go: ten thousand
 * idle connections keep ten thousand empty buffers.
 */

const EMPTY = Buffer.alloc(0);

export class ReadBuffer {
  #bytes = EMPTY;
  #start = 0;
  #end = 0;

  /** How many bytes are unread. */
  get size(): number {
    return this.#end - this.#start;
  }

  /** Adds a copy of these bytes at the end. */
  append(bytes: Uint8Array): void {
    if (bytes.length > this.#bytes.length - this.#end) this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The first `count` bytes; they are the caller's now, and here no more. */
  take(count: number): Buffer {
    const taken = this.#bytes.subarray(this.#start, this.#start + count);
    if (count === this.size) {
      this.#clear();
      return taken;
    }
    this.#start += count;
    return Buffer.from(taken); // a copy: a view would keep all of #bytes in memory
  }

  /** Where `bytes` begin, at `from` or behind it; -1 if nowhere. */
  indexOf(bytes: Uint8Array, from: number): number {
    return this.#unread().indexOf(bytes, from);
  }

  /** From `start` on as text, one character for each byte. */
  text(start: number): string {
    return this.#unread().toString('latin1', start);
  }

  #unread(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  #makeRoom(count: number): void {
    const unread = this.#unread();
    this.#bytes = Buffer.allocUnsafe(unread.length + Math.max(unread.length, count));
    this.#bytes.set(unread);
    this.#start = 0;
    this.#end = unread.length;
  }

  #clear(): void {
    this.#bytes = EMPTY;
    this.#start = this.#end = 0;
  }
}
