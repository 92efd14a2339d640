/** How long may it sleep? Not at all, until the next deadline, or for ever. */

import { type Fd, IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const loop: SimulatedIOLoop = new SimulatedIOLoop({ now: look });
const { poller } = loop;

/** Looking at the clock takes a tenth of a millisecond. */
function look(): number {
  poller.advance(0.1);
  return poller.now;
}

function first(): void {
  loop.addCallback(second); // so there is something to do at once
}

function second(): void {
  loop.callLater(1.5, tick); // not a whole number of milliseconds
}

function tick(): void {
  console.log('tick'); // nothing is left to do, but somebody may call
  poller.at(500, () => poller.raise(7, IOLoop.READ));
}

function onCall(fd: Fd): void {
  poller.lower(fd, IOLoop.READ);
  loop.stop();
}

loop.addHandler(7, onCall, IOLoop.READ);
loop.addCallback(first);
await loop.start();
