/** Tests of what only a kernel can do are skipped, with the reason, where it cannot. */

import { TestRunner } from 'vitest';
import { hasSystemCall, type Sys } from '../loop/node/sys.ts';

/** Skips the test that calls it, unless the addon is there. */
export function needsKernel(): void {
  needs('close', 'native/build/addon.node, which is not compiled here');
}

/** Skips the test that calls it, unless there is epoll, too. */
export function needsEpoll(): void {
  needs('epoll_wait', `epoll, which is not in this addon for ${process.platform}`);
}

function needs(call: keyof Sys, what: string): void {
  if (hasSystemCall(call)) return;
  TestRunner.getCurrentTest()?.context.skip(`needs ${what}`);
}
