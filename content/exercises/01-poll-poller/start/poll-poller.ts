import type { Events, Fd, Poller, ReadyList } from '../../../../loop/core/poller.ts';
import type { PollCall } from '../poll-call.ts';

export class PollPoller implements Poller {
  readonly name = 'poll';
  readonly call: PollCall;

  constructor(call: PollCall) {
    this.call = call;
  }

  // TODO(exercise): keep an interest list, and ask with it.

  register(_fd: Fd, _events: Events): void {}

  modify(_fd: Fd, _events: Events): void {}

  unregister(_fd: Fd): void {}

  poll(_timeout: number): ReadyList {
    return new Map();
  }

  close(): void {}
}
