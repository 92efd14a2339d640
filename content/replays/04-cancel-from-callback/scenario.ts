/** Two timeouts come due in the same turn, and the first one cancels the second. */

import { SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();

function answer(): void {
  console.log('the answer is there: no need to give up');
  loop.removeTimeout(giveUp); // due already, in the batch of this very turn
  loop.removeTimeout(retry); // still lies in the heap
}

function tooLate(): void {
  console.log('given up');
}

loop.callLater(100, answer);
const giveUp = loop.callLater(100, tooLate);
const retry = loop.callLater(200, tooLate);
loop.callLater(300, () => loop.stop());
await loop.start();
