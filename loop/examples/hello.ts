/** The smallest program: one callback, and it stops the loop. */

import { IOLoop } from '../index.ts';

const loop = IOLoop.current();

loop.addCallback(async () => {
  console.log('hello from the loop');
  await loop.moment();
  console.log('and from one turn later');
  loop.stop();
});

loop.addSignalHandler('SIGINT', () => loop.stop()); // Ctrl-C, for the very quick
await loop.start();
console.log('the loop has stopped');
