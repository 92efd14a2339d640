import { IOLoop, lower, NONE, READ, raise } from './playground.ts';

const loop = IOLoop.current();
let unread = 2;

raise(5, READ);

loop.addHandler(
  5,
  function onRead() {
    unread -= 1;
    if (unread === 0) lower(5, READ);
    loop.updateHandler(5, NONE);
    loop.callLater(60, function resume() {
      loop.updateHandler(5, READ);
    });
  },
  READ,
);

loop.callLater(180, function end() {
  loop.stop();
});

loop.start();
