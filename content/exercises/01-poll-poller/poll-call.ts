/** poll(2), as this exercise has it: an array of these, and how long to wait. */

import type { Events, Fd } from '../../../loop/core/poller.ts';

export interface PollFd {
  readonly fd: Fd;
  /** What is asked. */
  events: Events;
  /** What was found; written by the call. */
  revents: Events;
}

/** How many entries have found something. `timeout` in whole ms, -1 for ever. */
export type PollCall = (fds: PollFd[], timeout: number) => number;

/** In `revents`: nobody has opened a descriptor of this number. */
export const POLLNVAL = 0x020;
