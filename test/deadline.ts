/**
 * A deadline for each test that holds even while a loop blocks the thread. vitest's own
 * cannot: its timer waits for the very thread that is stuck. So a worker keeps watch, and
 * ends the process when a test is overdue. vitest then reports the file as failed.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

const GRACE = 2_000; // ms beyond vitest's own timeout, which gives the better message
const NAME_BYTES = 1_000;

const due = new BigInt64Array(new SharedArrayBuffer(8)); // epoch ms; 0: no test runs
const name = new Uint8Array(new SharedArrayBuffer(NAME_BYTES));

const watchman = new Worker(new URL('./watchman.mjs', import.meta.url), {
  workerData: { due, name },
});
const online = once(watchman, 'online');
watchman.unref();

// It opens descriptors as it starts, and there are tests that count them.
beforeAll(async () => void (await online));

beforeEach(({ task }) => {
  name.fill(0);
  new TextEncoder().encodeInto(task.name, name.subarray(0, NAME_BYTES - 1));
  Atomics.store(due, 0, BigInt(Date.now() + task.timeout + GRACE));
});

afterEach(() => {
  Atomics.store(due, 0, 0n);
});

afterAll(async () => {
  await watchman.terminate();
});
