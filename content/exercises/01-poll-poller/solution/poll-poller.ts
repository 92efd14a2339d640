import { systemError } from '../../../../loop/core/errors.ts';
import type { Events, Fd, Poller, ReadyList } from '../../../../loop/core/poller.ts';
import { waitMilliseconds } from '../../../../loop/core/poller.ts';
import { POLLNVAL, type PollCall, type PollFd } from '../poll-call.ts';

export class PollPoller implements Poller {
  readonly name = 'poll';
  readonly call: PollCall;
  readonly #asked = new Map<Fd, PollFd>();

  constructor(call: PollCall) {
    this.call = call;
  }

  register(fd: Fd, events: Events): void {
    if (this.#asked.has(fd)) throw systemError('EEXIST', 'register');
    this.#asked.set(fd, { fd, events, revents: 0 });
  }

  modify(fd: Fd, events: Events): void {
    const entry = this.#asked.get(fd);
    if (!entry) throw systemError('ENOENT', 'modify');
    entry.events = events;
  }

  unregister(fd: Fd): void {
    if (!this.#asked.delete(fd)) throw systemError('ENOENT', 'unregister');
  }

  poll(timeout: number): ReadyList {
    const fds = [...this.#asked.values()];
    this.call(fds, waitMilliseconds(timeout));
    const ready: ReadyList = new Map();
    for (const { fd, revents } of fds) {
      if (revents & POLLNVAL) this.#asked.delete(fd);
      else if (revents !== 0) ready.set(fd, revents);
    }
    return ready;
  }

  close(): void {
    this.#asked.clear();
  }
}
