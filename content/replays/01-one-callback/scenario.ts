/** One callback. It runs in the first turn, and the loop stops before it would sleep. */

import { IOLoop } from '../../../loop/index.ts';

const loop = IOLoop.current();

function hello(): void {
  console.log('hello');
  loop.stop();
}

loop.addCallback(hello);
await loop.start();
console.log('stopped');
