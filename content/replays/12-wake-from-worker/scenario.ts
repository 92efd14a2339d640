/** The loop is asleep, and a worker has something to say. */

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { connectRemote, IOLoop } from '../../../loop/index.ts';

if (isMainThread) await listen();
else setTimeout(post, 30);

async function listen(): Promise<void> {
  const loop = IOLoop.current();

  function found(prime: number): void {
    console.log(`the worker has found ${prime}`);
    loop.callLater(0.3, leave);
  }

  function leave(): void {
    loop.stop();
  }

  const handle = loop.remote({ found });
  new Worker(new URL(import.meta.url), {
    workerData: handle,
    transferList: [handle.port],
  });
  await loop.start();
}

function post(): void {
  connectRemote(workerData).addCallback('found', 97);
}
