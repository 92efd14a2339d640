/** C's fd_set: one bit for each number that a descriptor may have. */

import type { Fd } from '../core/poller.ts';
import { constants } from '../node/sys.ts';

export class FdSet {
  readonly words = new Uint32Array(constants.FD_SETSIZE / 32);

  /** FD_ISSET */
  has(fd: Fd): boolean {
    return (this.#wordOf(fd) & bitOf(fd)) !== 0;
  }

  /** FD_SET, or FD_CLR if it is not to be `present`. */
  put(fd: Fd, present: boolean): void {
    const others = this.#wordOf(fd) & ~bitOf(fd);
    this.words[fd >> 5] = present ? others | bitOf(fd) : others;
  }

  /** FD_COPY */
  copy(other: FdSet): Uint32Array {
    this.words.set(other.words);
    return this.words;
  }

  #wordOf(fd: Fd): number {
    return this.words[fd >> 5] ?? 0;
  }
}

function bitOf(fd: Fd): number {
  return 1 << (fd & 31);
}
