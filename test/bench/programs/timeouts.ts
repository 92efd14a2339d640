/** Five timeouts, each of which adds a callback: over 600 steps for the player. */

import { SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
let left = 5;

function done(): void {
  left -= 1;
  if (left === 0) loop.stop();
}

for (let i = 1; i <= 5; i++) {
  loop.callLater((i * 37) % 100, () => loop.addCallback(done));
}
await loop.start();
