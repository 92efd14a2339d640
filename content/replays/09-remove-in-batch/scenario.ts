/** Two are ready in the same batch. The first one's handler gives the other's number away. */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;

function onFirst(fd: Fd): void {
  console.log('the first is done, and hangs up the second');
  poller.lower(fd, IOLoop.READ);
  loop.removeHandler(8);
  poller.lower(8, IOLoop.READ); // closed; the number goes to the next one who opens
  loop.addHandler(8, onNewcomer, IOLoop.READ);
  loop.callLater(50, () => loop.stop());
}

function onSecond(): void {
  console.log('the second');
}

function onNewcomer(): void {
  console.log('the newcomer is told to read, and has nothing');
}

loop.addHandler(7, onFirst, IOLoop.READ);
loop.addHandler(8, onSecond, IOLoop.READ);
poller.raise(7, IOLoop.READ);
poller.raise(8, IOLoop.READ);
await loop.start();
