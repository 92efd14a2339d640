import { at, IOLoop, lower, READ, raise } from './playground.ts';

const loop = IOLoop.current();

at(30, () => {
  raise(5, READ);
  raise(7, READ);
});

loop.addHandler(
  5,
  function onFive() {
    lower(5, READ);
    loop.removeHandler(7);
  },
  READ,
);

loop.addHandler(
  7,
  function onSeven() {
    console.log('this is never printed');
  },
  READ,
);

loop.callLater(90, function end() {
  loop.stop();
});

loop.start();
