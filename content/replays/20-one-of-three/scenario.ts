/** Three pipes are watched, and somebody writes to one of them. Which is to be read? */

import { type Fd, IOLoop } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';

const loop = IOLoop.current();
const pipe = () => sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
const [[alice], [bob, toBob], [carol]] = [pipe(), pipe(), pipe()];
const words = Buffer.alloc(16);

function onReadable(fd: Fd): void {
  const count = sys.read(fd, words, 0, words.length) ?? 0;
  console.log(words.toString('utf8', 0, count));
  loop.stop();
}

function speak(): void {
  sys.write(toBob, Buffer.from('hello'), 0, 5);
}

for (const fd of [alice, bob, carol]) loop.addHandler(fd, onReadable, IOLoop.READ);
loop.callLater(50, speak);
await loop.start();
