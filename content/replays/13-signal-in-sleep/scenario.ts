/** A signal comes while the loop is asleep, as Ctrl-C would. */

import { Worker } from 'node:worker_threads';
import { IOLoop } from '../../../loop/index.ts';

const loop = IOLoop.current();

function onSignal(signal: string): void {
  console.log(`awake: ${signal}`);
  loop.stop();
}

loop.addSignalHandler('SIGUSR2', onSignal);
const sender = "setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 30)";
new Worker(sender, { eval: true });
await loop.start();
