/**
 * The server on the loop's own verbs: one handler for the listener, one for each
 * connection. A request fits into one read, since the load sends no second one before
 * it has its answer. `add-handler.ts PORT [hosted]`
 */

import { IOLoop } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import { ANSWER, BACKLOG, PORT } from './answer.ts';

const { AF_INET, SOCK_STREAM, SOCK_NONBLOCK, SOCK_CLOEXEC, MSG_NOSIGNAL } = constants;
const { SOL_SOCKET, SO_REUSEADDR, SO_REUSEPORT } = constants;
const [, , , backEnd = null] = process.argv;

if (backEnd) IOLoop.configure(backEnd as 'hosted');
const loop = IOLoop.current();
const bytes = new Uint8Array(4096);

const listener = sys.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
sys.setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, 1);
sys.setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, 1);
sys.bind(listener, { address: '0.0.0.0', port: PORT });
sys.listen(listener, BACKLOG);

function accept(): void {
  for (;;) {
    const fd = sys.accept4(listener, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd === null) return;
    loop.addHandler(fd, answer, IOLoop.READ);
  }
}

function answer(fd: number): void {
  const count = receive(fd);
  if (count === 0) {
    loop.removeHandler(fd);
    sys.close(fd);
  } else if (count !== null) {
    sys.send(fd, ANSWER, 0, ANSWER.length, MSG_NOSIGNAL);
  }
}

/** A peer that breaks off has ended, too. */
function receive(fd: number): number | null {
  try {
    return sys.recv(fd, bytes, 0, bytes.length, 0);
  } catch {
    return 0;
  }
}

loop.addHandler(listener, accept, IOLoop.READ);
await loop.start();
