import { at, IOLoop, lower, READ, raise } from './playground.ts';

const loop = IOLoop.current();

at(80, () => raise(5, READ));

loop.addHandler(
  5,
  function onRead() {
    console.log(`data at ${loop.time()} ms`);
    lower(5, READ);
  },
  READ,
);

loop.callLater(200, function end() {
  loop.stop();
});

loop.start();
