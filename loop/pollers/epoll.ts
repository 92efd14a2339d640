/**
 * epoll(7), Linux: the kernel keeps the interest list, and answers with what is ready.
 *
 * A wait costs what is ready, not what is watched. With one descriptor active among
 * ten thousand idle ones, select(2) and poll(2) look at ten thousand; epoll at one.
 *
 * The kernel's key is not the number alone but (number, open file). Close a descriptor
 * whose file lives on in a dup() or a child process, and the entry stays: it goes on
 * being reported, under a number that is closed or belongs to somebody else by now,
 * and cannot be deleted any more. So each registration is stamped with a generation,
 * which comes back with the event. One that is not current is such a ghost; the way
 * to be rid of it is a new epoll set.
 */

import type { Events, Fd, Poller, ReadyList } from '../core/poller.ts';
import { waitMilliseconds } from '../core/poller.ts';
import { constants, sys } from '../node/sys.ts';

const BATCH = 1024; // events for each wait; what does not fit comes with the next

const { EPOLL_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CTL_DEL, EPOLL_CTL_MOD } = constants;

interface Registration {
  readonly generation: number;
  events: Events;
}

export class EPollPoller implements Poller {
  readonly name = 'epoll';
  readonly #warn: (message: string) => void;
  readonly #registered = new Map<Fd, Registration>();
  readonly #found = new Uint32Array(3 * BATCH); // events, fd, generation; and again
  #epfd = sys.epoll_create1(EPOLL_CLOEXEC);
  #generation = 0;

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  register(fd: Fd, events: Events): void {
    const generation = ++this.#generation >>> 0;
    sys.epoll_ctl(this.#epfd, EPOLL_CTL_ADD, fd, events >>> 0, generation);
    this.#registered.set(fd, { generation, events });
  }

  modify(fd: Fd, events: Events): void {
    const registration = this.#registered.get(fd);
    const generation = registration?.generation ?? 0;
    sys.epoll_ctl(this.#epfd, EPOLL_CTL_MOD, fd, events >>> 0, generation);
    if (registration) registration.events = events;
  }

  unregister(fd: Fd): void {
    this.#registered.delete(fd);
    sys.epoll_ctl(this.#epfd, EPOLL_CTL_DEL, fd, 0, 0);
  }

  poll(timeout: number): ReadyList {
    const found = this.#found;
    const count = sys.epoll_wait(this.#epfd, found, BATCH, waitMilliseconds(timeout));
    const ready: ReadyList = new Map();
    let ghost: Fd | null = null;
    for (let i = 0; i < 3 * count; i += 3) {
      const fd = found[i + 1] as Fd;
      const events = found[i] as Events;
      if (this.#registered.get(fd)?.generation === found[i + 2]) ready.set(fd, events);
      else ghost = fd;
    }
    if (ghost !== null) this.#rebuild(ghost);
    return ready;
  }

  fileno(): Fd {
    return this.#epfd;
  }

  close(): void {
    const epfd = this.#epfd;
    this.#epfd = -1; // the number may soon be another poller's
    sys.close(epfd);
  }

  #rebuild(ghost: Fd): void {
    this.#warn(`fd ${ghost} was closed before removeHandler(), and its file lives on`);
    const haunted = this.#epfd;
    this.#epfd = sys.epoll_create1(EPOLL_CLOEXEC);
    for (const [fd, { events, generation }] of this.#registered) {
      try {
        // Only the old set still knows if the number stands for the same open file.
        sys.epoll_ctl(haunted, EPOLL_CTL_MOD, fd, events >>> 0, generation);
        sys.epoll_ctl(this.#epfd, EPOLL_CTL_ADD, fd, events >>> 0, generation);
      } catch {
        this.#registered.delete(fd); // closed without removeHandler(): nothing to watch
      }
    }
    sys.close(haunted);
  }
}
