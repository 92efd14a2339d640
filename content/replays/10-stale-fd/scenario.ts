/** A descriptor is closed, and its handler forgotten on the list. The file lives on. */

import { IOLoop } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';

const loop = IOLoop.current();
const pipe = () => sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
const [old, writer] = pipe();
sys.dup(old); // as a child process would have it

function onOld(): void {
  console.log('the old pipe');
}

function onFresh(): void {
  console.log('the fresh pipe, which is empty');
}

function mistake(): void {
  sys.close(old); // without removeHandler()
  const [fresh] = pipe();
  console.log(fresh === old ? 'the number is in use again' : 'another number');
  loop.addHandler(fresh, onFresh, IOLoop.READ);
  sys.write(writer, Buffer.from('x'), 0, 1); // into the old one
}

loop.addHandler(old, onOld, IOLoop.READ);
loop.addCallback(mistake);
loop.callLater(250, () => loop.stop());
await loop.start();
