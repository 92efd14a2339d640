/**
 * The public surface.
 *
 *     import { IOLoop } from './loop/index.ts';
 *     IOLoop.current().addCallback(() => console.log('hello'));
 *     await IOLoop.current().start();
 */

export { Configurable } from './core/configurable.ts';
export {
  LoopClosedError,
  LoopExit,
  LoopStoppedError,
  TimeoutError,
} from './core/errors.ts';
export type {
  Host,
  Logger,
  LoopOptions,
  Parts,
  RemoteCallbacks,
  RemoteHandle,
  Signal,
  SignalHandler,
} from './core/host.ts';
export type { Handler, Source } from './core/interest-list.ts';
export { IOLoop } from './core/ioloop.ts';
export { PeriodicCallback } from './core/periodic-callback.ts';
export { PollIOLoop } from './core/poll-ioloop.ts';
export type { Events, Fd, Poller, ReadyList } from './core/poller.ts';
export { Duration, type Timeout } from './core/timeouts.ts';
export {
  EPollIOLoop,
  KQueueIOLoop,
  PosixPollIOLoop,
  SelectIOLoop,
  SimulatedIOLoop,
} from './node/back-ends.ts';
export { HostedIOLoop } from './node/hosted-ioloop.ts';
export { connectRemote, type RemoteLoop } from './node/remote.ts';
export { SimulatedPoller } from './pollers/simulated.ts';
