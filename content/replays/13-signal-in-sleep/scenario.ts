/** A signal comes while the loop is asleep, as Ctrl-C would. */

import { isMainThread, Worker } from 'node:worker_threads';
import { IOLoop } from '../../../loop/index.ts';

if (isMainThread) await sleep();
else setTimeout(disturb, 30);

async function sleep(): Promise<void> {
  const loop = IOLoop.current();

  function onSignal(signal: string): void {
    console.log(`awake: ${signal}`);
    loop.stop();
  }

  loop.addSignalHandler('SIGUSR2', onSignal);
  new Worker(new URL(import.meta.url));
  await loop.start();
}

/** As a `kill -USR2` from another terminal. */
function disturb(): void {
  process.kill(process.pid, 'SIGUSR2');
}
