/**
 * The implementations: which poller, waker and host make which loop.
 *
 *     EPollIOLoop       'epoll'       Linux
 *     KQueueIOLoop      'kqueue'      macOS
 *     PosixPollIOLoop   'poll'        both
 *     SelectIOLoop      'select'      both
 *     HostedIOLoop      'hosted'      Linux, as a guest of Node's own loop
 *     SimulatedIOLoop   'simulated'   anywhere, a browser included
 */

import type { LoopOptions } from '../core/host.ts';
import { IOLoop } from '../core/ioloop.ts';
import { PollIOLoop } from '../core/poll-ioloop.ts';
import { EPollPoller } from '../pollers/epoll.ts';
import { KQueuePoller } from '../pollers/kqueue.ts';
import { PollPoller } from '../pollers/poll.ts';
import { SelectPoller } from '../pollers/select.ts';
import { SimulatedPoller } from '../pollers/simulated.ts';
import { HostedIOLoop } from './hosted-ioloop.ts';
import { KernelIOLoop } from './kernel-ioloop.ts';
import { node } from './node-host.ts';
import { hasSystemCall } from './sys.ts';

export class EPollIOLoop extends KernelIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, (warn) => new EPollPoller(warn));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('epoll_wait');
  }
}

export class KQueueIOLoop extends KernelIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, () => new KQueuePoller());
  }

  static override isAvailable(): boolean {
    return hasSystemCall('kevent');
  }
}

export class PosixPollIOLoop extends KernelIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, (warn) => new PollPoller(warn));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('poll');
  }
}

export class SelectIOLoop extends KernelIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, (warn) => new SelectPoller(warn));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('select');
  }
}

export class SimulatedIOLoop extends PollIOLoop {
  /** Decides what happens to the descriptors, and when: here everybody may see it. */
  declare readonly poller: SimulatedPoller;

  constructor(options: LoopOptions = {}) {
    const poller = new SimulatedPoller();
    super({ longestSleep: Infinity, ...options }, () => ({
      poller,
      waker: poller.makeWaker(),
      host: { ...node, now: () => poller.now },
    }));
  }
}

IOLoop.register('epoll', EPollIOLoop);
IOLoop.register('kqueue', KQueueIOLoop);
IOLoop.register('poll', PosixPollIOLoop);
IOLoop.register('select', SelectIOLoop);
IOLoop.register('hosted', HostedIOLoop);
IOLoop.register('simulated', SimulatedIOLoop);
