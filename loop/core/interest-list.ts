/**
 * The interest list: which descriptors are watched, and who is called for each.
 *
 * The kernel keeps the numbers, this list keeps the handlers, and the two must agree.
 * They part company when a program closes a descriptor without removing its handler:
 * the kernel forgets it at once, the list does not, and the number may soon belong to
 * another file. So events that still wait under a number die with its registration,
 * when it is removed and also when the number is registered anew.
 */

import type { Logger, Scope } from './host.ts';
import { ERROR, type Events, type Fd, type Poller, type ReadyList } from './poller.ts';

/**
 * What a handler watches: a file descriptor, or an object that has one. The loop takes
 * the number when it is called, and hands the handler the very object that was given.
 */
export type Source = Fd | { fileno(): Fd; close?(): void };

/** Called when its source is ready. It may return a promise; failures are reported. */
export type Handler<S extends Source = Source> = (source: S, events: Events) => unknown;

/** Who is called when a descriptor is ready, with what, and in which async context. */
export interface Interest {
  readonly source: Source;
  readonly handler: Handler;
  readonly scope: Scope;
  events: Events; // what the poller is asked for
}

export class InterestList {
  readonly #poller: Poller;
  readonly #ready: ReadyList;
  readonly #logger: Logger;
  readonly #interests = new Map<Fd, Interest>();
  readonly #numbers = new SourceNumbers();

  /** `ready` is the loop's own list of events not yet dispatched. */
  constructor(poller: Poller, ready: ReadyList, logger: Logger) {
    this.#poller = poller;
    this.#ready = ready;
    this.#logger = logger;
  }

  get(fd: Fd): Interest | undefined {
    return this.#interests.get(fd);
  }

  /** Each interest, under its descriptor's number. */
  get all(): ReadonlyMap<Fd, Interest> {
    return this.#interests;
  }

  /** The number of a source, and the source. */
  split(source: Source): [Fd, Source] {
    return [this.#numbers.of(source), source];
  }

  /** Throws EEXIST, EPERM …, and has then changed nothing. */
  add(interest: Interest): void {
    const { source, handler } = interest;
    if (typeof handler !== 'function')
      throw new TypeError('The handler is no function');
    const fd = this.#numbers.of(source);
    interest.events |= ERROR;
    this.#poller.register(fd, interest.events);
    this.#interests.set(fd, interest);
    this.#numbers.remember(source, fd);
    this.#ready.delete(fd); // meant for the number's last owner
  }

  /** Throws ENOENT for a source that is not watched. */
  update(source: Source, events: Events): void {
    const fd = this.#numbers.of(source);
    this.#poller.modify(fd, events | ERROR);
    const interest = this.#interests.get(fd);
    if (interest) interest.events = events | ERROR;
  }

  /** Never throws for a descriptor the kernel has forgotten already. */
  remove(source: Source): void {
    const fd = this.#numbers.of(source);
    this.#interests.delete(fd);
    this.#ready.delete(fd);
    try {
      this.#poller.unregister(fd);
    } catch (error) {
      this.#logger.debug('Error deleting fd from IOLoop', error);
    }
  }

  /** Close by the source's own close(), else the number; errors are no news here. */
  close(source: Source, closeFd: (fd: Fd) => void): void {
    try {
      if (typeof source === 'object' && source.close) source.close();
      else closeFd(this.#numbers.of(source));
    } catch (error) {
      this.#logger.debug('Error closing fd', error);
    }
  }
}

/** Remembers whose number it was: a socket that is closed no longer knows. */
class SourceNumbers {
  readonly #remembered = new WeakMap<object, Fd>();

  /** The source's number now; for a closed object, the one it was added under. */
  of(source: Source): Fd {
    const fd = numberOf(source);
    if (isFd(fd)) return fd;
    const remembered = typeof source === 'object' && this.#remembered.get(source);
    if (typeof remembered === 'number') return remembered;
    throw new TypeError(`A file descriptor is an integer ≥ 0, got ${String(fd)}`);
  }

  remember(source: Source, fd: Fd): void {
    if (typeof source === 'object') this.#remembered.set(source, fd);
  }
}

function numberOf(source: Source): unknown {
  if (typeof source === 'number') return source;
  if (typeof source?.fileno === 'function') return source.fileno();
  throw new TypeError(
    'A source is a file descriptor or an object with fileno(). ' +
      "Sockets and streams of Node have none: they belong to Node's own loop.",
  );
}

function isFd(fd: unknown): fd is Fd {
  return Number.isInteger(fd) && (fd as number) >= 0;
}
