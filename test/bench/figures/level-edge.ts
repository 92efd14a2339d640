/**
 * Level-triggered against edge-triggered. A message of sixteen bytes arrives; whoever is
 * told reads a single byte, and waits again. Then a second message comes. How often does
 * epoll_wait() report the socket, and what is left lying in it?
 */

import { constants, sys } from '../../../loop/node/sys.ts';
import { print, type Row } from './program.ts';

const { AF_UNIX, SOCK_STREAM, SOCK_NONBLOCK, EPOLL_CLOEXEC, EPOLL_CTL_ADD } = constants;
const EPOLLIN = 0x001;
const EPOLLET = 0x8000_0000; // report only what has changed
const FIRST = 16; // bytes
const SECOND = 4;
const SECOND_AT = 8; // before this wait

const bytes = new Uint8Array(FIRST);
const found = new Uint32Array(3);

function measure(mode: string, flags: number, waits: number): Row[] {
  const [reader, writer] = sys.socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
  const set = sys.epoll_create1(EPOLL_CLOEXEC);
  sys.epoll_ctl(set, EPOLL_CTL_ADD, reader, (EPOLLIN | flags) >>> 0, 0);
  let left = sys.write(writer, bytes, 0, FIRST) ?? 0;
  let reports = 0;
  const rows: Row[] = [{ mode, wait: 0, reports, left }];
  for (let wait = 1; wait <= waits; wait++) {
    if (wait === SECOND_AT) left += sys.write(writer, bytes, 0, SECOND) ?? 0;
    if (sys.epoll_wait(set, found, 1, 0) > 0) {
      reports++;
      left -= sys.read(reader, bytes, 0, 1) ?? 0;
    }
    rows.push({ mode, wait, reports, left });
  }
  for (const fd of [set, reader, writer]) sys.close(fd);
  return rows;
}

await print(() => [
  ...measure('level', 0, FIRST + SECOND + 2),
  ...measure('edge', EPOLLET, FIRST + SECOND + 2),
]);
