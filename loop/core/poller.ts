/**
 * What a poller is: the one part of the loop that asks the kernel.
 *
 * A poller keeps an *interest list*, the descriptors somebody wants to hear about,
 * and answers with a *ready list*, those that can be read or written right now. It
 * is level-triggered: a descriptor is reported again by every `poll()` for as long
 * as it stays ready, so a handler may read as little as it likes.
 *
 *     register ─┐
 *     modify   ─┼─▶ interest list ──▶ poll(timeout) ──▶ ready list
 *     unregister┘                     sleeps here        fd → events
 *
 * A poller knows nothing of callbacks, of timeouts or of what time it is. Five verbs
 * and a name are all that epoll, poll, select and kqueue have to agree on.
 *
 * All times in `loop/` are milliseconds. `Infinity` means "forever"; it becomes the
 * kernel's -1 in one place, `waitMilliseconds()` below.
 */

/** A file descriptor: the small number by which the kernel knows an open file. */
export type Fd = number;

/** A set of event bits. */
export type Events = number;

/** What `poll()` found: ready descriptors, in the kernel's order, and their events. */
export type ReadyList = Map<Fd, Events>;

// The bits are epoll's own, from <sys/epoll.h>. Other back-ends translate to these.
export const NONE = 0x000;
export const READ = 0x001; //  EPOLLIN: a read will not block
export const WRITE = 0x004; // EPOLLOUT: a write will not block
export const ERROR = 0x018; // EPOLLERR | EPOLLHUP: reported whether asked for or not

/** Refuse what is not a set of bits: `undefined & READ` would just be nothing. */
export function asEvents(events: unknown): Events {
  if (Number.isInteger(events)) return events as Events;
  throw new TypeError(`Events are bits like IOLoop.READ, got ${String(events)}`);
}

export interface Poller {
  /** `'epoll'`, `'simulated'` …: for messages and for the reader. */
  readonly name: string;

  /** Add to the interest list. Throws EEXIST if known, EPERM for a regular file. */
  register(fd: Fd, events: Events): void;

  /** Change what is asked. Throws ENOENT if unknown. */
  modify(fd: Fd, events: Events): void;

  /** Take off the interest list. Throws ENOENT if unknown. */
  unregister(fd: Fd): void;

  /** Sleep up to `timeout` ms. An empty list is a timeout, or a signal (EINTR). */
  poll(timeout: number): ReadyList;

  /** Readable while any of them is ready: epoll and kqueue have such a descriptor. */
  fileno?(): Fd;

  /** Give the interest list back to the kernel. The descriptors stay open. */
  close(): void;
}

const LONGEST_WAIT = 0x7fff_ffff; // the kernel takes a C int: 24.8 days

/**
 * A timeout as the kernel wants it: whole milliseconds, -1 forever.
 *
 * Always up, never down. Rounded down, 0.4 ms would be 0: the loop would come back
 * at once, find nothing due, and spin until the deadline really came.
 */
export function waitMilliseconds(timeout: number): number {
  if (timeout === Infinity) return -1;
  return Math.min(Math.ceil(Math.max(timeout, 0)), LONGEST_WAIT);
}
