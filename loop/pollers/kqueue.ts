/**
 * kqueue(2), macOS and the BSDs: the kernel keeps the interest list, one entry for each
 * pair of a descriptor and a *filter*, a question that can be asked about it.
 *
 *     READ  ⇄  EVFILT_READ          one call changes the list and waits for events:
 *     WRITE ⇄  EVFILT_WRITE         kevent(kq, changes, events, timeout)
 *     ERROR ←  EVFILT_WRITE + EV_EOF
 *
 * A wait costs what is ready, not what is watched. The key is the number, and close(2)
 * takes its entries off the list even if the file lives on: there are no ghosts here.
 *
 * The end of what can be read (EV_EOF) looks the same whether the peer has shut down
 * one direction or is gone: it is READ, and a read finds out. The end of what can be
 * written is an error, and a refused connection is one, too. One who asks for nothing
 * is told of the end, once (EV_CLEAR): data that is not wanted would otherwise keep the
 * loop awake. Whether the peer is gone or only silent, poll(2) knows.
 *
 * The calls are handed in, so that the translation can be tested on any machine.
 */

import { systemError } from '../core/errors.ts';
import type { Events, Fd, Poller, ReadyList } from '../core/poller.ts';
import { ERROR, NONE, READ, WRITE, waitMilliseconds } from '../core/poller.ts';
import { type Sys, sys } from '../node/sys.ts';
import { hungUp, openFile } from './open-file.ts';

const BATCH = 1024; // events for each wait; what does not fit comes with the next

// From <sys/event.h>; native/kqueue.cc makes sure that they are the same there.
export const EVFILT_READ = -1;
export const EVFILT_WRITE = -2;
export const EV_ADD = 0x1;
export const EV_DELETE = 0x2;
export const EV_ENABLE = 0x4;
export const EV_CLEAR = 0x20; // report changes only
export const EV_EOF = 0x8000;

export type KQueueCalls = Pick<Sys, 'kqueue' | 'kevent' | 'close'>;

export class KQueuePoller implements Poller {
  readonly name = 'kqueue';
  readonly #calls: KQueueCalls;
  readonly #registered = new Map<Fd, Events>();
  readonly #found = new Int32Array(3 * BATCH); // ident, filter, flags; and again
  #kq: Fd;

  constructor(calls: KQueueCalls = sys) {
    this.#calls = calls;
    this.#kq = calls.kqueue();
  }

  register(fd: Fd, events: Events): void {
    openFile(fd);
    if (this.#isKnown(fd)) throw systemError('EEXIST', 'register');
    this.#change(fd, events, EV_ADD);
    this.#registered.set(fd, events);
  }

  modify(fd: Fd, events: Events): void {
    const before = this.#registered.get(fd);
    if (before === undefined) throw systemError('ENOENT', 'modify');
    this.#change(fd, before, EV_DELETE);
    this.#change(fd, events, EV_ADD);
    this.#registered.set(fd, events);
  }

  unregister(fd: Fd): void {
    const events = this.#registered.get(fd);
    if (events === undefined) throw systemError('ENOENT', 'unregister');
    this.#registered.delete(fd);
    this.#change(fd, events, EV_DELETE);
  }

  poll(timeout: number): ReadyList {
    const found = this.#found;
    const count = this.#kevent(NO_CHANGES, found, waitMilliseconds(timeout));
    const ready: ReadyList = new Map();
    for (let i = 0; i < 3 * count; i += 3) {
      const fd = found[i] as Fd;
      const asked = this.#registered.get(fd) ?? NONE;
      const events = eventsOf(fd, found[i + 1], found[i + 2] ?? NONE, asked);
      if (events !== NONE) ready.set(fd, (ready.get(fd) ?? NONE) | events);
    }
    return ready;
  }

  close(): void {
    const kq = this.#kq;
    this.#kq = -1; // the number may soon be another poller's
    this.#calls.close(kq);
  }

  /**
   * The kernel adds without a word what is there already, and forgets without a word
   * what is closed. To enable what is enabled changes nothing, but only if it is there.
   */
  #isKnown(fd: Fd): boolean {
    const events = this.#registered.get(fd);
    if (events === undefined) return false;
    try {
      this.#change(fd, events, EV_ENABLE);
      return true;
    } catch {
      return false;
    }
  }

  /** The same change to each filter that these events need. */
  #change(fd: Fd, events: Events, flags: number): void {
    const filters = filtersFor(events);
    const changes = filters.flatMap(([filter, how]) => [fd, filter, flags | how]);
    this.#kevent(Int32Array.from(changes), NO_ROOM, 0);
  }

  #kevent(changes: Int32Array, events: Int32Array, timeout: number): number {
    const [nchanges, nevents] = [changes.length / 3, events.length / 3];
    return this.#calls.kevent(this.#kq, changes, nchanges, events, nevents, timeout);
  }
}

const NO_CHANGES = new Int32Array(0);
const NO_ROOM = new Int32Array(0); // for events: then it does not wait for any

/** What to ask the kernel to hear of `events`: each filter, and how it is to report. */
function filtersFor(events: Events): [filter: number, how: number][] {
  const filters: [number, number][] = [];
  // First the one that may be refused: then no other change has been made.
  if (events & WRITE) filters.push([EVFILT_WRITE, 0]);
  if (events & READ) filters.push([EVFILT_READ, 0]);
  else if (!(events & WRITE)) filters.push([EVFILT_READ, EV_CLEAR]);
  return filters;
}

/** What the kernel's answer means to one who `asked`. */
function eventsOf(
  fd: Fd,
  filter: number | undefined,
  flags: number,
  asked: Events,
): Events {
  const ended = (flags & EV_EOF) !== 0;
  if (filter === EVFILT_WRITE) return ended ? WRITE | ERROR : WRITE;
  if (asked & READ) return READ;
  return ended && hungUp(fd) ? ERROR : NONE;
}
