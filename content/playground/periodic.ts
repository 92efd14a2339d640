import { IOLoop, PeriodicCallback, work } from './playground.ts';

const loop = IOLoop.current();
let beats = 0;

function beat() {
  beats += 1;
  console.log(`beat ${beats} at ${loop.time()} ms`);
  if (beats === 2) work(120);
  if (beats === 4) loop.stop();
}

new PeriodicCallback(beat, 50).start();

loop.start();
