/**
 * The interest list: which descriptors are watched, and who is called for each.
 *
 * The kernel keeps the numbers, this list keeps the handlers, and the two must agree.
 * They part company when a program closes a descriptor without removing its handler:
 * the kernel forgets it at once, the list does not, and the number may soon belong to
 * another file. So events that still wait under a number die with its registration,
 * when it is removed and also when the number is registered again.
 */

import { checkFunction } from './arguments.ts';
import { systemError } from './errors.ts';
import type { Logger, Scope } from './host.ts';
import { asEvents, ERROR, type Events, type Fd, NONE, type Poller } from './poller.ts';

/**
 * What a handler watches: a file descriptor, or an object that has one. The loop takes
 * the number when it is called, and hands the handler the very object that was given.
 */
export type Source =
  | Fd
  | {
      fileno(): Fd;
      close?(): void;
      /** Called when it is off the list: removed, or the loop was closed. */
      unwatched?(loopClosed: boolean): void;
    };

/** Called when its source is ready. It may return a promise; failures are reported. */
export type Handler<S extends Source = Source> = (source: S, events: Events) => unknown;

/** Who is called when a descriptor is ready, with what, and in which async context. */
export class Interest {
  readonly source: Source;
  readonly handler: Handler;
  readonly scope: Scope;
  fd: Fd = -1; // the number under which it was added
  events: Events; // what the poller is asked for
  ready: Events = NONE; // what poll() has found, and no handler has heard of yet
  watched = false; // on the list

  constructor(source: Source, handler: Handler, events: Events, scope: Scope) {
    checkFunction(handler, 'The handler');
    this.source = source;
    this.handler = handler;
    this.events = asEvents(events) | ERROR;
    this.scope = scope;
  }
}

export class InterestList {
  readonly #poller: Poller;
  readonly #logger: Logger;
  readonly #interests = new Map<Fd, Interest>();
  readonly #numbers = new WeakMap<object, Fd>(); // a closed socket forgets its own

  constructor(poller: Poller, logger: Logger) {
    this.#poller = poller;
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
    return [this.#numberOf(source), source];
  }

  /** Throws TypeError, EEXIST, EPERM …, and has then changed nothing. */
  add(interest: Interest): void {
    const { source } = interest;
    const fd = this.#numberOf(source);
    this.#poller.register(fd, interest.events);
    this.#forget(fd); // the number's last owner
    this.#interests.set(fd, interest);
    interest.fd = fd;
    interest.watched = true;
    if (typeof source === 'object') this.#numbers.set(source, fd);
  }

  /** Throws ENOENT for a source that is not watched. */
  update(source: Source, events: Events): void {
    const wanted = asEvents(events) | ERROR;
    const [fd, interest] = this.#find(source) ?? [];
    if (fd === undefined || !interest) throw systemError('ENOENT', 'updateHandler');
    this.#poller.modify(fd, wanted);
    interest.events = wanted;
  }

  /** No error for a source that is not watched, or that the kernel has forgotten. */
  remove(source: Source): void {
    const [fd, interest] = this.#find(source) ?? [];
    if (typeof source === 'object') this.#numbers.delete(source);
    if (fd === undefined) {
      const unknown = systemError('ENOENT', 'removeHandler');
      this.#logger.debug('Error deleting fd from IOLoop', unknown);
      return;
    }
    this.#forget(fd);
    try {
      this.#poller.unregister(fd);
    } catch (error) {
      this.#logger.debug('Error deleting fd from IOLoop', error);
    }
    tell(interest?.source, false);
  }

  /** The loop is closed: nobody hears of anything any more. */
  abandon(): void {
    for (const { source } of [...this.#interests.values()]) tell(source, true);
  }

  /** What it was ready for is nobody's business any more. */
  #forget(fd: Fd): void {
    const interest = this.#interests.get(fd);
    if (!interest) return;
    this.#interests.delete(fd);
    interest.ready = NONE;
    interest.watched = false;
  }

  /** Close by the source's own close(), else the number; errors are only logged. */
  close(source: Source, closeFd: (fd: Fd) => void): void {
    try {
      if (typeof source === 'object' && source.close) source.close();
      else closeFd(this.#numberOf(source));
    } catch (error) {
      this.#logger.debug('Error closing fd', error);
    }
  }

  /** The source's number now; for a closed object, the one it was added under. */
  #numberOf(source: Source): Fd {
    const now = numberOf(source);
    const fd = isFd(now) ? now : this.#remembered(source);
    if (fd !== undefined) return fd;
    throw new TypeError(`A file descriptor is an integer ≥ 0, got ${String(now)}`);
  }

  #remembered(source: Source): Fd | undefined {
    return typeof source === 'object' ? this.#numbers.get(source) : undefined;
  }

  /**
   * The entry that a source speaks for. An open one speaks for its number. A closed one
   * remembers a number that may be somebody else's by now: it speaks for its own entry.
   */
  #find(source: Source): [Fd, Interest] | undefined {
    const now = numberOf(source);
    const fd = isFd(now) ? now : this.#remembered(source);
    const interest = fd === undefined ? undefined : this.#interests.get(fd);
    if (fd === undefined || !interest) return undefined;
    return isFd(now) || interest.source === source ? [fd, interest] : undefined;
  }
}

function tell(source: Source | undefined, loopClosed: boolean): void {
  if (typeof source === 'object') source.unwatched?.(loopClosed);
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
