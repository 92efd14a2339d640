/**
 * poll(2), everywhere: the interest list is an array, handed to the kernel each time.
 *
 * A wait costs what is watched: the kernel looks at every entry, and then so do we, as
 * it says how many are ready, but not which. The array is written again only when the
 * list has changed, because question and answer stand side by side in it:
 *
 *     ┌── fd, 32 bits ──┬ events, 16 ┬ revents, 16 ┐┌── fd ──┬─ …
 *     └─────────────────┴─ asked for ┴── found ────┘└────────┴─ …
 *
 * The kernel's key is the number alone. Close a descriptor without a word, and the next
 * wait reports the number as invalid (POLLNVAL): it is dropped, or the loop would spin.
 * Let another file have the number before that, and it is that file which is watched.
 * epoll would not: it has forgotten the number together with the old file.
 */

import { systemError } from '../core/errors.ts';
import type { Events, Fd, Poller, ReadyList } from '../core/poller.ts';
import { NONE, waitMilliseconds } from '../core/poller.ts';
import { constants, sys } from '../node/sys.ts';
import { openFile } from './open-file.ts';

const ROOM = 64; // entries at first; the array doubles when it is full

const { POLLNVAL } = constants; // POLLIN and the other bits are epoll's, too

interface Registration {
  readonly file: string; // the one that was open under the number
  events: Events;
}

export class PollPoller implements Poller {
  readonly name = 'poll';
  readonly #warn: (message: string) => void;
  readonly #registered = new Map<Fd, Registration>();
  #fds = new Int32Array(2 * ROOM); // struct pollfd: fd, both kinds of events; and again
  #events = new Int16Array(this.#fds.buffer); // the same memory in halves
  #changed = false; // since the array was written

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  register(fd: Fd, events: Events): void {
    const file = openFile(fd);
    const known = this.#registered.get(fd)?.file === file;
    if (known) throw systemError('EEXIST', 'register');
    this.#registered.set(fd, { file, events });
    this.#changed = true;
  }

  modify(fd: Fd, events: Events): void {
    const registration = this.#registered.get(fd);
    if (!registration) throw systemError('ENOENT', 'modify');
    registration.events = events;
    this.#changed = true;
  }

  unregister(fd: Fd): void {
    if (!this.#registered.delete(fd)) throw systemError('ENOENT', 'unregister');
    this.#changed = true;
  }

  poll(timeout: number): ReadyList {
    if (this.#changed) this.#write();
    const nfds = this.#registered.size;
    let count = sys.poll(this.#fds, nfds, waitMilliseconds(timeout));
    const ready: ReadyList = new Map();
    for (let i = 0; count > 0; i++) {
      const fd = this.#fds[2 * i] as Fd;
      const events = this.#events[4 * i + 3] as Events;
      if (events === NONE) continue;
      count--;
      if ((events & POLLNVAL) === 0) ready.set(fd, events);
      else this.#drop(fd);
    }
    return ready;
  }

  close(): void {
    this.#registered.clear();
    this.#changed = true;
  }

  #write(): void {
    const nfds = this.#registered.size;
    if (this.#fds.length < 2 * nfds) {
      this.#fds = new Int32Array(4 * nfds);
      this.#events = new Int16Array(this.#fds.buffer);
    }
    let i = 0;
    for (const [fd, { events }] of this.#registered) {
      this.#fds[2 * i] = fd;
      this.#events[4 * i + 2] = events;
      i++;
    }
    this.#changed = false;
  }

  #drop(fd: Fd): void {
    this.#warn(`fd ${fd} was closed before removeHandler()`);
    this.unregister(fd);
  }
}
