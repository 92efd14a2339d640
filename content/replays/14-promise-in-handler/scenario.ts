/** A handler that awaits. When does the rest of it run? */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;

async function onRequest(fd: Fd): Promise<void> {
  poller.lower(fd, IOLoop.READ);
  console.log('a request');
  const answer = await lookUp();
  console.log(`answered: ${answer}`);
}

async function lookUp(): Promise<number> {
  return 42;
}

function onOther(fd: Fd): void {
  poller.lower(fd, IOLoop.READ);
  console.log('another one');
}

loop.addHandler(7, onRequest, IOLoop.READ);
loop.addHandler(8, onOther, IOLoop.READ);
poller.raise(7, IOLoop.READ);
poller.raise(8, IOLoop.READ);
loop.callLater(20, () => loop.stop());
await loop.start();
console.log('the loop has stopped');
