/** stop() in a callback, then stop() in a handler: what still runs after each? */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;

function stopper(): void {
  loop.stop();
}

function neighbour(): void {
  console.log('in the same batch: still runs');
}

function onReadable(fd: Fd): void {
  poller.lower(fd, IOLoop.READ);
  loop.stop();
  loop.addCallback(last);
}

function last(): void {
  console.log('added after stop(): runs, too');
}

loop.addCallback(stopper);
loop.addCallback(neighbour);
await loop.start();
console.log('left without a poll');

loop.addHandler(7, onReadable, IOLoop.READ);
poller.raise(7, IOLoop.READ);
await loop.start();
