import { IOLoop, lower, READ, raise } from './playground.ts';

const loop = IOLoop.current();
let unread = 3;

raise(5, READ);

loop.addHandler(
  5,
  function onRead() {
    unread -= 1;
    console.log(`${unread} left`);
    if (unread === 0) lower(5, READ);
  },
  READ,
);

loop.callLater(60, function end() {
  loop.stop();
});

loop.start();
