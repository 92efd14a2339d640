/** The five lines of the home page: a callback, a timeout, a descriptor, and start(). */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;

function hello(): void {
  console.log('hello');
}

function tick(): void {
  console.log('tick');
  loop.stop();
}

function onRead(fd: Fd): void {
  poller.lower(fd, IOLoop.READ); // all read
  console.log('read');
}

poller.at(120, () => poller.raise(7, IOLoop.READ)); // somebody will write
loop.addHandler(7, onRead, IOLoop.READ);
loop.addCallback(hello);
loop.callLater(300, tick);
await IOLoop.current().start();
