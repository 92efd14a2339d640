/**
 * The implementations: which poller, waker and host make which loop.
 *
 *     EPollIOLoop       'epoll'       Linux
 *     KQueueIOLoop      'kqueue'      macOS
 *     PosixPollIOLoop   'poll'        both
 *     SelectIOLoop      'select'      both
 *     SimulatedIOLoop   'simulated'   anywhere, a browser included
 */

import { IOLoop } from './ioloop.ts';
import { node } from './node.ts';
import type { LoopOptions, Parts } from './parts.ts';
import { PollIOLoop } from './poll-ioloop.ts';
import type { Poller } from './poller.ts';
import { EPollPoller } from './pollers/epoll.ts';
import { KQueuePoller } from './pollers/kqueue.ts';
import { PollPoller } from './pollers/poll.ts';
import { SelectPoller } from './pollers/select.ts';
import { SimulatedPoller } from './pollers/simulated.ts';
import { hasSystemCall } from './sys.ts';
import { KernelWaker } from './waker.ts';

type Warn = (message: string) => void;

/** A poller of the kernel's and what goes with it; or an error, and nothing is open. */
function onKernel(options: LoopOptions, makePoller: (warn: Warn) => Poller) {
  return (): Parts => {
    const { warning } = options.logger ?? node.logger;
    const poller = makePoller(warning);
    try {
      return { poller, waker: new KernelWaker(), host: node };
    } catch (error) {
      poller.close();
      throw error;
    }
  };
}

export class EPollIOLoop extends PollIOLoop {
  constructor(options: LoopOptions = {}) {
    const makeParts = onKernel(options, (warn) => new EPollPoller(warn));
    super(options, makeParts);
  }

  static override isAvailable(): boolean {
    return hasSystemCall('epoll_wait');
  }
}

export class KQueueIOLoop extends PollIOLoop {
  constructor(options: LoopOptions = {}) {
    const makeParts = onKernel(options, () => new KQueuePoller());
    super(options, makeParts);
  }

  static override isAvailable(): boolean {
    return hasSystemCall('kevent');
  }
}

export class PosixPollIOLoop extends PollIOLoop {
  constructor(options: LoopOptions = {}) {
    const makeParts = onKernel(options, (warn) => new PollPoller(warn));
    super(options, makeParts);
  }

  static override isAvailable(): boolean {
    return hasSystemCall('poll');
  }
}

export class SelectIOLoop extends PollIOLoop {
  constructor(options: LoopOptions = {}) {
    const makeParts = onKernel(options, (warn) => new SelectPoller(warn));
    super(options, makeParts);
  }

  static override isAvailable(): boolean {
    return hasSystemCall('select');
  }
}

export class SimulatedIOLoop extends PollIOLoop {
  /** Decides what happens to the descriptors, and when. */
  readonly poller: SimulatedPoller;

  constructor(options: LoopOptions = {}) {
    const poller = new SimulatedPoller();
    super({ longestSleep: Infinity, ...options }, () => ({
      poller,
      waker: poller.makeWaker(),
      host: { ...node, now: () => poller.now },
    }));
    this.poller = poller;
  }
}

IOLoop.register('epoll', EPollIOLoop);
IOLoop.register('kqueue', KQueueIOLoop);
IOLoop.register('poll', PosixPollIOLoop);
IOLoop.register('select', SelectIOLoop);
IOLoop.register('simulated', SimulatedIOLoop);
