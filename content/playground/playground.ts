/**
 * What a program of the playground imports: the loop, and a world that does as it is told.
 *
 *     at(150, () => raise(5, READ));   // at 150 ms there is something to read on fd 5
 *     lower(5, READ);                  // all of it was read
 *     work(40);                        // a callback that takes 40 ms
 */

import type { Events, Fd } from '../../loop/core/poller.ts';
import { WatchedLoop } from './support/watched-loop.ts';

export { IOLoop } from '../../loop/core/ioloop.ts';
export { PeriodicCallback } from '../../loop/core/periodic-callback.ts';
export { ERROR, NONE, READ, WRITE } from '../../loop/core/poller.ts';
export { Duration } from '../../loop/core/timeouts.ts';

/** The current loop: `IOLoop.current()`. */
export const watched = new WatchedLoop();
const { poller } = WatchedLoop.inside(watched);

/** Let something happen at a time, in ms from the beginning. */
export const at = (time: number, action: () => void): void => poller.at(time, action);

/** Make a descriptor ready; it stays so until it is lowered. */
export const raise = (fd: Fd, events: Events): void => poller.raise(fd, events);

export const lower = (fd: Fd, events: Events): void => poller.lower(fd, events);

/** Take so many ms. */
export const work = (milliseconds: number): void => poller.advance(milliseconds);
