/** A callback takes 40 ms, and a timeout is due in 100: how long may the loop sleep? */

import { SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const { poller } = loop;

function slow(): void {
  poller.advance(40); // work
}

function onTime(): void {
  console.log(`called at ${poller.now} ms`);
  loop.stop();
}

loop.callLater(100, onTime);
loop.addCallback(slow);
await loop.start();
