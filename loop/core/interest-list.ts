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
import { type Handler, type Source, SourceNumbers } from './source.ts';

/** Who is called when a descriptor is ready, with what, and in which async context. */
export interface Interest {
  readonly source: Source;
  readonly handler: Handler;
  readonly scope: Scope;
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

  sources(): Source[] {
    return [...this.#interests.values()].map((interest) => interest.source);
  }

  /** The number of a source, and the source. */
  split(source: Source): [Fd, Source] {
    return [this.#numbers.of(source), source];
  }

  /** Throws EEXIST, EPERM …, and has then changed nothing. */
  add(interest: Interest, events: Events): void {
    const { source, handler } = interest;
    if (typeof handler !== 'function')
      throw new TypeError('The handler is no function');
    const fd = this.#numbers.of(source);
    this.#poller.register(fd, events | ERROR);
    this.#interests.set(fd, interest);
    this.#numbers.remember(source, fd);
    this.#ready.delete(fd); // meant for the number's last owner
  }

  /** Throws ENOENT for a source that is not watched. */
  update(source: Source, events: Events): void {
    this.#poller.modify(this.#numbers.of(source), events | ERROR);
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
