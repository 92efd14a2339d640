/** Asleep until a signal comes: Ctrl-C, or the `kill` that it suggests. */

import { IOLoop, type Signal } from '../index.ts';

const loop = IOLoop.current();
const started = loop.time();
let naps = 0;

loop.addSignalHandler('SIGUSR1', () => {
  const seconds = ((loop.time() - started) / 1000).toFixed(1);
  console.log(`woken for the ${++naps}. time, after ${seconds} s`);
});

function leave(signal: Signal): void {
  console.log(`\n${signal}: good night`);
  loop.stop();
}

// One callback may serve for several signals: it is told which one came.
loop.addSignalHandler('SIGINT', leave);
loop.addSignalHandler('SIGTERM', leave);

loop.addCallback(() => console.log(`asleep. Wake me: kill -USR1 ${process.pid}`));
await loop.start();
