/**
 * The public surface.
 *
 *     import { IOLoop } from './loop/index.ts';
 *     IOLoop.current().addCallback(() => console.log('hello'));
 *     await IOLoop.current().start();
 */

export { Configurable } from './configurable.ts';
export { LoopClosedError, LoopExit, LoopStoppedError, TimeoutError } from './errors.ts';
export { HostedIOLoop } from './hosted-ioloop.ts';
export {
  EPollIOLoop,
  KQueueIOLoop,
  PosixPollIOLoop,
  SelectIOLoop,
  SimulatedIOLoop,
} from './implementations.ts';
export { IOLoop } from './ioloop.ts';
export type {
  RemoteCallbacks,
  RemoteHandle,
  Signal,
  SignalHandler,
} from './outside.ts';
export type { Host, Logger, LoopOptions, Parts } from './parts.ts';
export { PeriodicCallback } from './periodic-callback.ts';
export { PollIOLoop } from './poll-ioloop.ts';
export type { Events, Fd, Poller, ReadyList } from './poller.ts';
export { SimulatedPoller } from './pollers/simulated.ts';
export { connectRemote, type RemoteLoop } from './remote.ts';
export type { Handler, Source } from './source.ts';
export { Duration, type Timeout } from './timeouts.ts';
