/**
 * Which file is open under a number: what pollers ask that know descriptors by their
 * numbers alone. epoll needs no such question, as its key has the open file in it.
 */

import { fstatSync } from 'node:fs';
import { systemError } from '../core/errors.ts';
import { type Fd, NONE } from '../core/poller.ts';
import { sys } from '../node/sys.ts';

/**
 * The identity of the file that is open under `fd`. Throws EBADF if none is, and EPERM,
 * as epoll does, for a file on a disk: it is always ready, so there is nothing to wait
 * for, and a loop that watched it would never sleep again.
 *
 * Not every file has an identity of its own. On Linux all eventfds share one, and on
 * macOS all TCP sockets do; there a number that was closed and reused looks unchanged.
 */
export function openFile(fd: Fd): string {
  const file = fstatSync(fd, { bigint: true });
  if (file.isFile() || file.isDirectory()) throw systemError('EPERM', 'register');
  return `${file.dev}:${file.ino}`;
}

/** Has the other end gone? Asked of poll(2), which tells it apart from data to read. */
export function hungUp(fd: Fd): boolean {
  return sys.poll(Int32Array.of(fd, NONE), 1, 0) > 0;
}
