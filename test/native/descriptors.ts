/** What the tests of native/ share: descriptors, all closed when a test is over. */

import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { Events, Fd } from '../../loop/core/poller.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { needsKernel } from '../kernel.ts';

/** A number under which nothing is open, and nothing will be. */
export const CLOSED: Fd = 1_000_000;

const NONBLOCK_CLOEXEC = constants.O_NONBLOCK | constants.O_CLOEXEC;

const opened = new Set<Fd>();

/** Closes `fd` after the test. */
export function own(fd: Fd | null): Fd {
  if (fd === null) throw new Error('There is no descriptor');
  opened.add(fd);
  return fd;
}

export function ownPair([one, other]: [Fd, Fd]): [Fd, Fd] {
  return [own(one), own(other)];
}

/** Closes `fd` now, and not again after the test. */
export function close(fd: Fd): void {
  opened.delete(fd);
  sys.close(fd);
}

export function pipe(): [Fd, Fd] {
  return ownPair(sys.pipe2(NONBLOCK_CLOEXEC));
}

export function epoll(): Fd {
  return own(sys.epoll_create1(constants.EPOLL_CLOEXEC));
}

/** The events of `fd` once it has one of `events`; 0 if it has none for a second. */
export function waitFor(fd: Fd, events: Events): Events {
  const halves = new Int16Array([0, 0, events, 0]); // struct pollfd
  const fds = new Int32Array(halves.buffer);
  fds[0] = fd;
  sys.poll(fds, 1, 1000);
  return halves[3] ?? 0;
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The error that `call` throws, as far as Node's shape goes. */
export function errorOf(call: () => unknown): Record<string, unknown> {
  try {
    call();
  } catch (error) {
    const { name, message, code, errno, syscall } = error as NodeJS.ErrnoException;
    return { name, message, code, errno, syscall };
  }
  throw new Error('The call succeeded');
}

/** How many descriptors this process has open. */
export function descriptorCount(): number {
  return readdirSync('/dev/fd').length;
}

/** To call once in each file: its tests leave no descriptor behind. */
export function leavesNoDescriptor(): void {
  let before = 0;
  beforeEach(needsKernel);
  beforeAll(() => {
    before = descriptorCount();
  });
  afterEach(() => {
    for (const fd of opened) close(fd);
  });
  afterAll(() => {
    expect(descriptorCount()).toBe(before);
  });
}
