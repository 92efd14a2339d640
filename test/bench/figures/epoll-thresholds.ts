/**
 * When does the kernel call a descriptor ready? How many bytes must come before epoll
 * says readable; and of a buffer that is full, how many must be read at the other end
 * before epoll says writable again. Counted on real pipes and sockets.
 */

import type { Fd } from '../../../loop/core/poller.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import { print, type Row } from './program.ts';

const { O_CLOEXEC, O_NONBLOCK, AF_UNIX, AF_INET, SOCK_STREAM } = constants;
const { SOCK_NONBLOCK, SOCK_CLOEXEC, EPOLL_CTL_ADD, EPOLL_CLOEXEC } = constants;
const [EPOLLIN, EPOLLOUT] = [0x001, 0x004];
const STREAM = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
const chunk = new Uint8Array(1 << 20);
const found = new Uint32Array(3);

/** The end to read from, the end to write to. */
const kinds: Record<string, () => [Fd, Fd]> = {
  pipe: () => sys.pipe2(O_NONBLOCK | O_CLOEXEC),
  unix: () => sys.socketpair(AF_UNIX, STREAM, 0),
  tcp: overTcp,
};

function overTcp(): [Fd, Fd] {
  const listener = sys.socket(AF_INET, STREAM, 0);
  sys.bind(listener, { address: '127.0.0.1', port: 0 });
  sys.listen(listener, 1);
  const { port } = sys.getsockname(listener) as { port: number };
  const client = sys.socket(AF_INET, STREAM, 0);
  sys.connect(client, { address: '127.0.0.1', port });
  let server: Fd | null = null;
  while (server === null) server = sys.accept4(listener, SOCK_NONBLOCK);
  sys.close(listener);
  return [server, client];
}

/** Does epoll report it, within `wait` ms? */
function isReady(fd: Fd, events: number, wait: number): boolean {
  const set = sys.epoll_create1(EPOLL_CLOEXEC);
  sys.epoll_ctl(set, EPOLL_CTL_ADD, fd, events, 0);
  const count = sys.epoll_wait(set, found, 1, wait);
  sys.close(set);
  return count > 0;
}

/** Over TCP the kernel moves bytes on and grows its buffers: until it really is full. */
function fill(fd: Fd, step: number): number {
  let total = 0;
  do {
    for (let n = sys.write(fd, chunk, 0, step); n; n = sys.write(fd, chunk, 0, step))
      total += n;
  } while (isReady(fd, EPOLLOUT, 50));
  return total;
}

function bytesUntilReadable([reader, writer]: [Fd, Fd]): number {
  let sent = 0;
  do {
    sys.write(writer, chunk, 0, 1);
    sent++;
  } while (!isReady(reader, EPOLLIN, 20));
  sys.read(reader, chunk, 0, sent);
  return sent;
}

function measure(kind: string, step: number): Row {
  const ends = kinds[kind]?.() as [Fd, Fd];
  const [reader, writer] = ends;
  const readable = bytesUntilReadable(ends);
  const full = fill(writer, step);
  let freed = 0;
  while (!isReady(writer, EPOLLOUT, 2)) freed += sys.read(reader, chunk, 0, step) ?? 0;
  for (const fd of ends) sys.close(fd);
  return { kind, readable, full, freed, share: Math.round((1000 * freed) / full) / 10 };
}

await print((size) =>
  // Over TCP a finer step only takes longer: the kernel frees packets, not bytes.
  Object.keys(kinds).map((kind) =>
    measure(kind, kind === 'tcp' ? size(4096, 65_536) : 1024),
  ),
);
