import { IOLoop } from './playground.ts';

const loop = IOLoop.current();

function second() {
  console.log('second');
  loop.stop();
}

loop.addCallback(function first() {
  console.log('first');
  loop.addCallback(second);
});

loop.start();
