/**
 * The sending half of a stream: what has been written and the kernel had no room for,
 * first in, first out. Each piece keeps the promise of the write() it came with, and is
 * not copied: until that promise settles the bytes belong to us.
 */

import { StreamClosedError } from './errors.ts';

interface Piece {
  unsent: Uint8Array;
  resolve(): void;
  reject(error: Error): void;
}

export class WriteQueue {
  #pieces: Piece[] = [];
  #size = 0;
  #ended = false;
  #error: Error | null = null; // what ended it, if it was an error

  /** How many bytes the kernel has not taken yet. */
  get size(): number {
    return this.#size;
  }

  get empty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Resolves when the kernel has taken all of `bytes`; rejects after the end. */
  push(bytes: Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve, reject) => {
      if (this.#ended) throw new StreamClosedError(this.#error);
      this.#pieces.push({ unsent: bytes, resolve, reject });
      this.#size += bytes.length;
    });
    // Who does not wait for it must not be killed by it: unheard, a rejection ends the
    // process. The stream's `closed` and its next read tell the same.
    written.catch(() => {});
    return written;
  }

  /** Sends until the kernel takes less than it was offered. Throws what `send` does. */
  flush(send: (bytes: Uint8Array) => number | null): void {
    let done = 0;
    for (const piece of this.#pieces) {
      const sent = send(piece.unsent) ?? 0;
      this.#size -= sent;
      if (sent < piece.unsent.length) {
        piece.unsent = piece.unsent.subarray(sent);
        break; // full: it will say when there is room again
      }
      piece.resolve();
      done++;
    }
    this.#pieces.splice(0, done);
  }

  /** Takes no more. What is queued will still be sent. */
  end(): void {
    this.#ended = true;
  }

  /** Takes no more, and nothing of what is queued will be sent. */
  abandon(error: Error | null): void {
    this.#ended = true;
    this.#error = error;
    for (const piece of this.#pieces) piece.reject(new StreamClosedError(error));
    this.#pieces = [];
    this.#size = 0;
  }
}
