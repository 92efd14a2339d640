/** A ghost is to be deleted by its number. The number has a new owner. */

import { type Fd, IOLoop } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';

const loop = IOLoop.current();
const { EPOLL_CTL_ADD, EPOLL_CTL_DEL, O_NONBLOCK } = constants;
const epfd = sys.epoll_create1(0); // a set of our own, without any care
const found = new Uint32Array(3 * 8);
const names = ['', 'the ghost', 'the new owner'];

function report(): void {
  const many = sys.epoll_wait(epfd, found, 8, 0);
  const who = Array.from({ length: many }, (_, i) => names[found[3 * i + 2] ?? 0]);
  console.log(`reported: ${who.sort().reverse().join(', ')}`);
}

function open(label: number): [Fd, Fd] {
  const [reader, writer] = sys.pipe2(O_NONBLOCK);
  sys.epoll_ctl(epfd, EPOLL_CTL_ADD, reader, IOLoop.READ, label);
  sys.write(writer, Buffer.from('x'), 0, 1);
  return [reader, writer];
}

function tellTheStory(): void {
  const [old] = open(1);
  sys.dup(old); // as a child process would have it
  sys.close(old); // without EPOLL_CTL_DEL before
  const [fresh] = open(2);
  console.log(fresh === old ? 'the number is in use again' : 'another number');
  report();
  sys.epoll_ctl(epfd, EPOLL_CTL_DEL, fresh, 0, 0); // to be rid of the ghost
  report();
  loop.stop();
}

loop.addCallback(tellTheStory);
await loop.start();
