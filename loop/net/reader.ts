/**
 * The receiving half of a stream: what comes in on one side, and one read that waits
 * for it on the other.
 *
 *     receive(bytes) ──▶ [ unread bytes ] ──▶ target: enough? ──▶ promise of the read
 *
 * Somebody who sends faster than we read must not fill our memory. While nobody reads,
 * little is taken in; the rest stays in the kernel, whose buffer fills, and so the peer
 * has to wait. While somebody reads, `maxBufferSize` is the limit.
 */

import { StreamBufferFullError, StreamClosedError } from './errors.ts';
import { ReadBuffer } from './read-buffer.ts';
import type { Target } from './read-target.ts';

const READ_AHEAD = 64 * 1024; // bytes taken in while nobody reads

interface Read {
  readonly target: Target;
  resolve(bytes: Buffer): void;
  reject(error: Error): void;
}

export class Reader {
  readonly #maxBufferSize: number;
  readonly #input = new ReadBuffer();
  #read: Read | null = null; // the one that waits
  #ended = false;
  #error: Error | null = null; // what ended it, if it was an error

  constructor(maxBufferSize: number) {
    this.#maxBufferSize = maxBufferSize;
  }

  /** Is it of use to receive more? */
  get wanting(): boolean {
    if (this.#ended) return false;
    const enough = Math.min(READ_AHEAD, this.#maxBufferSize);
    return this.#read !== null || this.#input.size < enough;
  }

  /** No more will come, and all that came has been read. */
  get exhausted(): boolean {
    return this.#ended && this.#input.size === 0;
  }

  /**
   * What the target waits for; `look()` next. Rejects if a read is waiting already, and
   * with what `makeTarget` throws.
   */
  read(makeTarget: () => Target): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#read) throw new Error('Another read is waiting: one at a time');
      this.#read = { target: makeTarget(), resolve, reject };
    });
  }

  /** Throws StreamBufferFullError, UnsatisfiableReadError. */
  receive(bytes: Uint8Array): void {
    this.#input.append(bytes);
    this.look();
  }

  /** No more will come: because it is all, or because of an error. */
  end(error: Error | null): void {
    this.#ended = true;
    this.#error ??= error;
    try {
      if (!error) this.look();
    } catch (reason) {
      error = reason as Error;
    }
    if (error) this.#abandon(error);
  }

  /** Answers the read, if the bytes for it are there. Throws as `receive()` does. */
  look(): void {
    const read = this.#read;
    if (!read) return;
    const count = read.target(this.#input, this.#ended && !this.#error);
    if (count !== null) {
      this.#read = null;
      read.resolve(this.#input.take(count));
    } else if (this.#ended) {
      this.#abandon(this.#error);
    } else if (this.#input.size > this.#maxBufferSize) {
      throw new StreamBufferFullError(this.#maxBufferSize);
    }
  }

  #abandon(cause: Error | null): void {
    this.#read?.reject(new StreamClosedError(cause));
    this.#read = null;
  }
}
