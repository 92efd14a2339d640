// The worker of deadline.ts. Plain JavaScript: it must start at once, and it may not
// wait for the main thread, which is the one that is stuck.

import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { due, name } = workerData;
const never = new Int32Array(new SharedArrayBuffer(4));

for (;;) {
  Atomics.wait(never, 0, 0, 100);
  const deadline = Atomics.load(due, 0);
  if (deadline === 0n || BigInt(Date.now()) < deadline) continue;
  const title = new TextDecoder().decode(Uint8Array.from(name)).replace(/\0.*/s, '');
  writeSync(2, `\nBlocked for too long, and ended: ${title}\n`);
  process.kill(process.pid, 'SIGKILL');
}
