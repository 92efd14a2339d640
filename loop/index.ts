/**
 * The public surface, and the wiring: which poller, waker and host make which loop.
 *
 *     import { IOLoop } from './loop/index.ts';
 *     IOLoop.current().addCallback(() => console.log('hello'));
 *     await IOLoop.current().start();
 */

import { HostedIOLoop } from './hosted-ioloop.ts';
import { IOLoop } from './ioloop.ts';
import { KernelIOLoop } from './kernel-ioloop.ts';
import { node } from './node.ts';
import type { LoopOptions } from './parts.ts';
import { PollIOLoop } from './poll-ioloop.ts';
import { EPollPoller } from './pollers/epoll.ts';
import { SimulatedPoller } from './pollers/simulated.ts';
import { hasSystemCall } from './sys.ts';

export class EPollIOLoop extends KernelIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, (warn) => new EPollPoller(warn));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('epoll_create1');
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
IOLoop.register('hosted', HostedIOLoop);
IOLoop.register('simulated', SimulatedIOLoop);

export { Configurable } from './configurable.ts';
export { LoopClosedError, LoopExit, LoopStoppedError, TimeoutError } from './errors.ts';
export type {
  RemoteCallbacks,
  RemoteHandle,
  Signal,
  SignalHandler,
} from './outside.ts';
export type { Host, Logger, LoopOptions, Parts } from './parts.ts';
export { PeriodicCallback } from './periodic-callback.ts';
export type { Events, Fd, Poller, ReadyList } from './poller.ts';
export { connectRemote, type RemoteLoop } from './remote.ts';
export type { Handler, Source } from './source.ts';
export { Duration, type Timeout } from './timeouts.ts';
export { HostedIOLoop, IOLoop, PollIOLoop, SimulatedPoller };
