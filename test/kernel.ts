/** Tests of what only a kernel can do are skipped, with the reason, where it cannot. */

import { TestRunner } from 'vitest';
import { hasSystemCall } from '../loop/sys.ts';

const REASON =
  process.platform === 'linux'
    ? 'needs native/build/addon.node, and there is no C++ compiler here'
    : `needs epoll, which ${process.platform} does not have`;

/** Skips the test that calls it, unless the addon and epoll are there. */
export function needsKernel(): void {
  if (hasSystemCall('epoll_create1')) return;
  TestRunner.getCurrentTest()?.context.skip(REASON);
}
