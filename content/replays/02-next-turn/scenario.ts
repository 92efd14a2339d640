/** A callback that adds itself again, and a descriptor that has been ready all along. */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;
let left = 3;

function again(): void {
  console.log('again');
  if (--left > 0) loop.addCallback(again);
}

function onReadable(fd: Fd): void {
  console.log(`fd ${fd} is readable`);
  poller.lower(fd, IOLoop.READ); // all read
  loop.stop();
}

loop.addHandler(7, onReadable, IOLoop.READ);
poller.raise(7, IOLoop.READ);
loop.addCallback(again);
await loop.start();
