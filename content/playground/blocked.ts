import { IOLoop, work } from './playground.ts';

const loop = IOLoop.current();

function tick() {
  console.log(`due at ${due}, runs at ${loop.time()}`);
}

const due = 40;
loop.callLater(due, tick);

loop.callLater(10, function slow() {
  work(90);
});

loop.callLater(140, function end() {
  loop.stop();
});

loop.start();
