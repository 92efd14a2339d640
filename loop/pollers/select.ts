/**
 * select(2), everywhere and first of all: the interest list is two sets of bits.
 *
 * A wait costs the highest number watched: the kernel goes through all bits up to it,
 * and then so do we. A set has room for FD_SETSIZE numbers, 1024, and no room for more.
 * The kernel writes its answer over the question, so each wait is asked with copies.
 *
 * Of what epoll tells, two things are left: ready to read, ready to write. A hang-up is
 * the one, an error both; ERROR is not reported, and a read or a write finds out. To
 * one who asks for nothing the same bit may be data or a hang-up, and poll(2) is asked
 * which it is. That happens once: data that is not wanted must not keep the loop awake.
 *
 * The kernel's key is the number alone. Close a descriptor without a word, and the wait
 * fails (EBADF) without saying whose fault it is: each is asked, the culprit dropped.
 * Let another file have the number before that, and it is that file which is watched.
 */

import { isSystemError, systemError } from '../core/errors.ts';
import type { Events, Fd, Poller, ReadyList } from '../core/poller.ts';
import { ERROR, NONE, READ, WRITE, waitMilliseconds } from '../core/poller.ts';
import { constants, sys } from '../node/sys.ts';
import { hungUp, openFile } from './open-file.ts';

const { FD_SETSIZE } = constants;

interface Registration {
  readonly file: string; // the one that was open under the number
  events: Events;
}

export class SelectPoller implements Poller {
  readonly name = 'select';
  readonly #warn: (message: string) => void;
  readonly #registered = new Map<Fd, Registration>();
  readonly #asked = { reading: new FdSet(), writing: new FdSet() };
  readonly #found = { reading: new FdSet(), writing: new FdSet() };
  readonly #nothing = new FdSet(); // the third set, for urgent data: nobody asks
  #nfds = 0; // the highest number that was ever watched, and one

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  register(fd: Fd, events: Events): void {
    refuseLarge(fd);
    const file = openFile(fd);
    const known = this.#registered.get(fd)?.file === file;
    if (known) throw systemError('EEXIST', 'register');
    this.#registered.set(fd, { file, events });
    this.#nfds = Math.max(this.#nfds, fd + 1);
    this.#ask(fd, events);
  }

  modify(fd: Fd, events: Events): void {
    const registration = this.#registered.get(fd);
    if (!registration) throw systemError('ENOENT', 'modify');
    registration.events = events;
    this.#ask(fd, events);
  }

  unregister(fd: Fd): void {
    if (!this.#registered.delete(fd)) throw systemError('ENOENT', 'unregister');
    this.#asked.reading.put(fd, false);
    this.#asked.writing.put(fd, false);
  }

  poll(timeout: number): ReadyList {
    const { reading, writing } = this.#found;
    const count = this.#select(waitMilliseconds(timeout));
    const ready: ReadyList = new Map();
    if (count === 0) return ready;
    for (const [fd, { events: asked }] of this.#registered) {
      let events = (reading.has(fd) ? READ : NONE) | (writing.has(fd) ? WRITE : NONE);
      if (events & READ & ~asked) {
        this.#asked.reading.put(fd, false); // said once
        events = hungUp(fd) ? ERROR : NONE;
      }
      if (events !== NONE) ready.set(fd, events);
    }
    return ready;
  }

  close(): void {
    for (const fd of this.#registered.keys()) this.unregister(fd);
  }

  #ask(fd: Fd, events: Events): void {
    const writes = (events & WRITE) !== 0;
    this.#asked.reading.put(fd, (events & READ) !== 0 || !writes);
    this.#asked.writing.put(fd, writes);
  }

  #select(wait: number): number {
    const read = this.#found.reading.copy(this.#asked.reading);
    const write = this.#found.writing.copy(this.#asked.writing);
    try {
      return sys.select(this.#nfds, read, write, this.#nothing.words, wait);
    } catch (error) {
      if (!isSystemError(error, 'EBADF')) throw error;
      this.#dropClosed();
      return 0;
    }
  }

  #dropClosed(): void {
    for (const fd of this.#registered.keys()) {
      try {
        openFile(fd);
      } catch {
        this.#warn(`fd ${fd} was closed before removeHandler()`);
        this.unregister(fd);
      }
    }
  }
}

function refuseLarge(fd: Fd): void {
  if (fd < FD_SETSIZE) return;
  throw new RangeError(
    `fd ${fd} is too large for select(2), whose sets end at ${FD_SETSIZE - 1}; ` +
      "epoll and poll have no such limit: IOLoop.configure('poll')",
  );
}

/** C's fd_set: one bit for each number that a descriptor may have. */
class FdSet {
  readonly words = new Uint32Array(FD_SETSIZE / 32);

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
