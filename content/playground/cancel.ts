import { IOLoop } from './playground.ts';

const loop = IOLoop.current();

const limit = loop.callLater(150, function tooLate() {
  console.log('this is never printed');
});

loop.callLater(50, function answer() {
  loop.removeTimeout(limit);
});
loop.callLater(100, function later() {});
loop.callLater(200, function end() {
  loop.stop();
});

loop.start();
