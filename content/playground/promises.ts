import { at, IOLoop, lower, READ, raise } from './playground.ts';

const loop = IOLoop.current();

at(40, () => raise(5, READ));

loop.addHandler(
  5,
  async function onRead() {
    lower(5, READ);
    console.log('before the await');
    await null;
    console.log('after the await');
    loop.addCallback(function queued() {
      loop.stop();
    });
  },
  READ,
);

loop.start();
