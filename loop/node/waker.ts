/**
 * The waker: a descriptor that the loop itself watches, so that somebody can make it
 * readable and thereby end the sleep in `poll()`.
 *
 * On Linux it is an eventfd(2), a 64-bit counter in the kernel: a write adds to it, it
 * is readable while it is not zero, and one read empties it. Elsewhere it is a pipe,
 * read at one end and written at the other. Either way both ends never block: a
 * counter or a pipe that is full is readable, and that is all it takes.
 */

import type { Waker } from '../core/host.ts';
import type { Fd } from '../core/poller.ts';
import { constants, hasSystemCall, sys } from './sys.ts';

const ONE = new Uint8Array(new BigUint64Array([1n]).buffer); // eventfd takes 8 bytes

/** Wake by the number alone. Null, "would block", means full: it is awake already. */
export function wake(writeEnd: Fd): void {
  sys.write(writeEnd, ONE, 0, ONE.length);
}

export class KernelWaker implements Waker {
  #readEnd: Fd;
  #writeEnd: Fd;
  readonly #rest = new Uint8Array(4096);

  constructor() {
    const { EFD_CLOEXEC, EFD_NONBLOCK, O_CLOEXEC, O_NONBLOCK } = constants;
    if (hasSystemCall('eventfd')) {
      this.#readEnd = this.#writeEnd = sys.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    } else {
      [this.#readEnd, this.#writeEnd] = sys.pipe2(O_CLOEXEC | O_NONBLOCK);
    }
  }

  fileno(): Fd {
    return this.#readEnd;
  }

  /** The end to write to: for another thread, or for a signal handler in C. */
  writeFileno(): Fd {
    return this.#writeEnd;
  }

  /** End the sleep. */
  wake(): void {
    wake(this.#writeEnd);
  }

  /** Read until nothing is left: level-triggered, a single byte would wake us again. */
  drain(): void {
    while (sys.read(this.#readEnd, this.#rest, 0, this.#rest.length));
  }

  close(): void {
    const ends = new Set([this.#readEnd, this.#writeEnd]);
    this.#readEnd = this.#writeEnd = -1; // the numbers may soon be somebody else's
    for (const fd of ends) sys.close(fd);
  }
}
