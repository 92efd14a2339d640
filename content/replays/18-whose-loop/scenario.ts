/** Code that was given no loop asks for the current one. Which of the two is it? */

import { IOLoop, SimulatedIOLoop } from '../../../loop/index.ts';

const turning = new SimulatedIOLoop({ makeCurrent: false });
const idle = new SimulatedIOLoop(); // nobody else is current, so it is

/** Knows neither of them. */
function library(): void {
  IOLoop.current().addCallback(answer);
}

function answer(): void {
  console.log('an answer for the library');
}

function giveUp(): void {
  turning.stop();
}

turning.addCallback(library);
turning.callLater(100, giveUp);
await turning.start();
console.log(`idle is current again: ${IOLoop.current() === idle}`);
