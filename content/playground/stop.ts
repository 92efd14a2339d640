import { IOLoop } from './playground.ts';

const loop = IOLoop.current();

loop.addCallback(function leave() {
  loop.stop();
  loop.addCallback(function tooLate() {
    console.log('this is never printed');
  });
});

loop.addCallback(function beside() {
  console.log('still in this turn');
});

loop.start();
