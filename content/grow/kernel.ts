/**
 * The system calls of the grown loop, each under the name that it has in the manual.
 *
 * `null` means "not now": the call would have had to wait, and every descriptor here is
 * non-blocking. Text is UTF-8.
 */

import { constants as os } from 'node:os';
import { type Address, constants, sys } from '../../loop/node/sys.ts';

export { ERROR, READ, WRITE } from '../../loop/core/poller.ts';

/** What was reported: a descriptor, and its events. */
export type Report = [fd: number, events: number];

// ── Sockets ──────────────────────────────────────────────────────────────────────

const FLAGS = constants.SOCK_NONBLOCK | constants.SOCK_CLOEXEC;

/** socket(2), setsockopt(2), bind(2), listen(2). Port 0 is any free one. */
export function listen(port: number, sharePort = false): number {
  const { AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR, SO_REUSEPORT } = constants;
  const fd = sys.socket(AF_INET, SOCK_STREAM | FLAGS, 0);
  sys.setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  if (sharePort) sys.setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, 1);
  const address: Address = { address: '127.0.0.1', port };
  sys.bind(fd, address);
  sys.listen(fd, 512);
  return fd;
}

/** getsockname(2) */
export function portOf(fd: number): number {
  const name = sys.getsockname(fd);
  return 'port' in name ? name.port : 0;
}

/** accept4(2): the next connection; null if nobody waits. */
export const accept = (listener: number): number | null => sys.accept4(listener, FLAGS);

const chunk = Buffer.alloc(65_536);

/** recv(2): what has come; '' at the end, null if there is nothing yet. */
export function read(fd: number): string | null {
  const count = sys.recv(fd, chunk, 0, chunk.length, 0);
  return count === null ? null : chunk.toString('utf8', 0, count);
}

/** send(2): the bytes that the kernel did *not* take. */
export function write(fd: number, data: string | Buffer): Buffer {
  const bytes = Buffer.from(data);
  const taken = sys.send(fd, bytes, 0, bytes.length, constants.MSG_NOSIGNAL) ?? 0;
  return bytes.subarray(taken);
}

/** close(2) */
export const close = (fd: number): void => sys.close(fd);

// ── Waiting ──────────────────────────────────────────────────────────────────────

/** poll(2): which of these can be read? Waits `timeout` ms for the first; -1: forever. */
export function poll(fds: readonly number[], timeout: number): number[] {
  const list = new Int32Array(fds.length * 2); // struct pollfd: fd, events and revents
  for (const [i, fd] of fds.entries()) list.set([fd, constants.POLLIN], i * 2);
  sys.poll(list, fds.length, timeout);
  return fds.filter((_, i) => (list[i * 2 + 1] ?? 0) >>> 16 !== 0);
}

/** The same for pairs of a descriptor and the events that are asked for. */
export function pollEvents(asked: readonly Report[], timeout: number): Report[] {
  const list = new Int32Array(asked.length * 2);
  for (const [i, entry] of asked.entries()) list.set(entry, i * 2);
  sys.poll(list, asked.length, timeout);
  return asked
    .map(([fd], i): Report => [fd, (list[i * 2 + 1] ?? 0) >>> 16])
    .filter(([, events]) => events !== 0);
}

/** epoll_create1(2): a new, empty interest list in the kernel. */
export const epoll_create1 = (): number => sys.epoll_create1(constants.EPOLL_CLOEXEC);

export const ADD = constants.EPOLL_CTL_ADD;
export const MOD = constants.EPOLL_CTL_MOD;
export const DEL = constants.EPOLL_CTL_DEL;

/** epoll_ctl(2): add to the list, modify, delete. */
export const epoll_ctl = (epfd: number, op: number, fd: number, events = 0): void =>
  sys.epoll_ctl(epfd, op, fd, events, 0);

const reports = new Uint32Array(1024 * 3);

/** epoll_wait(2): what is ready, 1024 at most. Waits `timeout` ms; -1: forever. */
export function epoll_wait(epfd: number, timeout: number): Report[] {
  const count = sys.epoll_wait(epfd, reports, 1024, timeout);
  return Array.from({ length: count }, (_, i) => {
    const [events = 0, fd = 0] = reports.subarray(i * 3);
    return [fd, events];
  });
}

// ── Waking ───────────────────────────────────────────────────────────────────────

/** eventfd(2): a counter in the kernel, which can be read while it is not 0. */
export const eventfd = (): number =>
  sys.eventfd(0, constants.EFD_CLOEXEC | constants.EFD_NONBLOCK);

const one = new Uint8Array(new BigUint64Array([1n]).buffer);

/** write(2) to an eventfd: adds 1. */
export function add1(fd: number): void {
  sys.write(fd, one, 0, one.length);
}

/** read(2) from an eventfd: sets it to 0. */
export function reset(fd: number): void {
  sys.read(fd, chunk, 0, one.length);
}

/** sigaction(2): from now on the signal sets its bit and adds 1 to the eventfd. */
export const sigaction = (signal: 'SIGINT' | 'SIGTERM', wakeFd: number): void =>
  sys.sigaction(os.signals[signal], wakeFd);

/** The signals that have come since the last call. */
export function take_signals(): ('SIGINT' | 'SIGTERM')[] {
  const bits = sys.take_signals();
  const names = ['SIGINT', 'SIGTERM'] as const;
  return names.filter((name) => (bits >> os.signals[name]) & 1);
}

/** libuv's uv_poll_t: have Node's own loop call back when `fd` can be read. */
export const uv_poll = (fd: number, callback: () => void): (() => void) =>
  sys.uv_poll(fd, callback);

/** Run the code that waits behind an `await`, as Node does when a callback returns. */
export { runPromiseJobs } from '../../loop/node/checkpoint.ts';
