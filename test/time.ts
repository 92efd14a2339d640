/** Time for what a test waits for. */

import { TestRunner } from 'vitest';

const GRACE = 1000; // ms, to say what went wrong

/** So many ms has a part of the running test: a little less than the test itself. */
export function timeForAPart(): number {
  const { timeout = 5000 } = TestRunner.getCurrentTest() ?? {};
  return timeout - GRACE;
}
