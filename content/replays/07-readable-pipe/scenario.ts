/** Three bytes in a pipe, read one at a time: how often is the handler called? */

import { type Fd, IOLoop } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';

const loop = IOLoop.current();
const [readEnd, writeEnd] = sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
const byte = Buffer.alloc(1);

function onReadable(fd: Fd): void {
  const count = sys.read(fd, byte, 0, 1);
  if (count === 0)
    loop.stop(); // the writer has gone, and all is read
  else console.log(byte.toString());
}

loop.addHandler(readEnd, onReadable, IOLoop.READ);
sys.write(writeEnd, Buffer.from('abc'), 0, 3);
sys.close(writeEnd);
await loop.start();
