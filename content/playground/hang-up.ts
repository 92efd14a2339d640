import { at, ERROR, IOLoop, READ, raise } from './playground.ts';

const loop = IOLoop.current();

at(50, () => raise(5, ERROR));

loop.addHandler(
  5,
  function onEvent(_fd, events) {
    console.log(events & ERROR ? 'the peer is gone' : 'data');
    loop.removeHandler(5); // try it without this line
  },
  READ,
);

loop.callLater(120, function end() {
  loop.stop();
});

loop.start();
