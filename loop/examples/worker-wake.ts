/** Two workers look for primes, and wake the loop with each that they find. */

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { connectRemote, IOLoop } from '../index.ts';

const LIMIT = 50;

if (isMainThread) await listen();
else search(workerData.from);

async function listen(): Promise<void> {
  const loop = IOLoop.current();
  const found: number[] = [];
  let searching = 0;

  function onDone(from: number): void {
    console.log(`the worker that began at ${from} is done`);
    if (--searching === 0) loop.stop();
  }

  for (const from of [3, 5]) {
    // One handle for each worker. Its port is not copied but handed over.
    const handle = loop.remote({ found: (prime: number) => found.push(prime), onDone });
    new Worker(new URL(import.meta.url), {
      workerData: { handle, from },
      transferList: [handle.port],
    });
    searching++;
  }
  loop.addSignalHandler('SIGINT', () => {
    console.log('\nenough of them'); // Ctrl-C
    loop.stop();
  });
  loop.addCallback(() => console.log('asleep until a worker has something to say'));
  await loop.start();
  console.log(found.sort((a, b) => a - b).join(' '));
}

/** Every fourth number, from `from` on. */
function search(from: number): void {
  const remote = connectRemote(workerData.handle);
  for (let n = from; n < LIMIT; n += 4) {
    if (isPrime(n)) remote.addCallback('found', n);
  }
  remote.addCallback('onDone', from);
  remote.close();
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return true;
}
