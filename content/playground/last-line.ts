import { IOLoop } from './playground.ts';

const loop = IOLoop.current();

loop.callLater(100, function hello() {
  console.log(`hello at ${loop.time()} ms`);
  loop.stop();
});

loop.start();
