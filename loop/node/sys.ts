/**
 * The system calls, typed: the page where two worlds meet.
 *
 *     loop/*.ts ──▶ sys.read(fd, …) ──▶ native/fd.cc ──▶ read(2) ──▶ the kernel
 *
 * Each method is one system call, with its name and the order of its arguments. It
 * is made once and decides nothing. What the kernel says comes back in three ways:
 *
 * - a value: bytes, a descriptor, an address;
 * - `null`: it would have had to wait (EAGAIN). That is an answer, not an error. Only
 *   a non-blocking descriptor gives it: any other puts the whole thread to sleep;
 * - an exception for all else, a `SystemError` as Node throws it: `EBADF: bad file
 *   descriptor, close`. Each method names those that a program has to expect.
 *
 * An argument that cannot be right never reaches the kernel: it is a TypeError or a
 * RangeError which names it. A descriptor that is not open is EBADF, in every call.
 *
 * Descriptors are plain numbers. What you open stays open until you close it.
 */

import { createRequire } from 'node:module';
import type { Events, Fd } from '../core/poller.ts';

export interface Sys {
  // native/fd.cc: any descriptor

  /**
   * Bytes read into `buffer` from `offset` on, `length` at most; 0 at the end of the
   * file; null when there is nothing yet. read(2)
   */
  read(fd: Fd, buffer: Uint8Array, offset: number, length: number): number | null;

  /**
   * Bytes that the kernel took, maybe fewer than `length`; null when it has no room.
   * Throws EPIPE when there is no reader any more. write(2)
   */
  write(fd: Fd, buffer: Uint8Array, offset: number, length: number): number | null;

  /** Gives the number back, even when it throws (EIO) or a signal came in. close(2) */
  close(fd: Fd): void;

  /**
   * A second descriptor for the same open file, which stays open until both are
   * closed. Programs that this process starts inherit it. Throws EMFILE. dup(2)
   */
  dup(fd: Fd): Fd;

  /** A pipe: `[the end to read from, the end to write to]`. Throws EMFILE. pipe2(2) */
  pipe2(flags: number): [Fd, Fd];

  // native/eventfd.cc, Linux

  /** A descriptor for a 64-bit counter: write adds, read takes all. eventfd(2) */
  eventfd(initval: number, flags: number): Fd;

  // native/epoll.cc, Linux

  /** A descriptor for a new, empty interest list. Throws EMFILE. epoll_create1(2) */
  epoll_create1(flags: number): Fd;

  /**
   * Changes the interest list. `generation`, a number of 32 bits, is the caller's own:
   * it comes back with each event of this entry. Throws EEXIST (add), ENOENT (modify,
   * delete), EPERM (a regular file is always ready). epoll_ctl(2)
   */
  epoll_ctl(epfd: Fd, op: number, fd: Fd, events: Events, generation: number): void;

  /**
   * How many descriptors are ready, `maxevents` (up to 1024) at most; 0 after `timeout`
   * ms (-1: forever) or when a signal came in. Each of them fills three numbers of
   * `events`: its events, the fd, its generation. epoll_wait(2)
   */
  epoll_wait(epfd: Fd, events: Uint32Array, maxevents: number, timeout: number): number;

  // native/kqueue.cc, macOS

  /** A descriptor for a new, empty interest list. Throws EMFILE. kqueue(2) */
  kqueue(): Fd;

  /**
   * Makes `nchanges` changes, then waits: how many events there are, `nevents` (up to
   * 1024) at most; 0 after `timeout` ms (-1: forever) or when a signal came in. Both
   * are three numbers each: ident (the fd), filter, flags. Throws ENOENT for a change
   * of what is not on the list, EBADF. kevent(2)
   */
  kevent(
    kq: Fd,
    changelist: Int32Array,
    nchanges: number,
    eventlist: Int32Array,
    nevents: number,
    timeout: number,
  ): number;

  // native/poll.cc

  /**
   * How many of the first `nfds` entries are ready; 0 after `timeout` ms (-1: forever)
   * or when a signal came in. An entry of `fds` is C's own, of 8 bytes: the fd, and in
   * 16 bits each the events asked for and those found. Throws EINVAL. poll(2)
   */
  poll(fds: Int32Array, nfds: number, timeout: number): number;

  // native/select.cc

  /**
   * How many bits are left in the sets, of FD_SETSIZE bits each; 0 after `timeout` ms
   * (-1: forever) or when a signal came in. The answer takes the question's place,
   * except for bits from `nfds` on, which are not looked at. Throws EBADF for a closed
   * descriptor, and does not say which. select(2)
   */
  select(
    nfds: number,
    readfds: Uint32Array,
    writefds: Uint32Array,
    exceptfds: Uint32Array,
    timeout: number,
  ): number;

  // native/socket.cc

  /** A new socket. Throws EAFNOSUPPORT, EMFILE. socket(2) */
  socket(domain: number, type: number, protocol: number): Fd;

  /** Two sockets connected to each other. Throws EMFILE. socketpair(2) */
  socketpair(domain: number, type: number, protocol: number): [Fd, Fd];

  /** Throws EADDRINUSE, EADDRNOTAVAIL, EACCES. bind(2) */
  bind(fd: Fd, address: Address): void;

  /** Throws EADDRINUSE. listen(2) */
  listen(fd: Fd, backlog: number): void;

  /**
   * The next connection; null when none is waiting. Throws EMFILE, and ECONNABORTED
   * for a peer that has left again. accept4(2)
   */
  accept4(fd: Fd, flags: number): Fd | null;

  /**
   * True when connected. Null when it takes time: the socket will become writable, and
   * SO_ERROR tells how it went. (A Unix socket takes no time: there null means that the
   * listener's queue is full, so try again.) Throws ECONNREFUSED, ENOENT. connect(2)
   */
  connect(fd: Fd, address: Address): true | null;

  /** As `read()`, with MSG_ flags. Throws ECONNRESET, ENOTCONN. recv(2) */
  recv(
    fd: Fd,
    buffer: Uint8Array,
    offset: number,
    length: number,
    flags: number,
  ): number | null;

  /** As `write()`, with MSG_ flags. Throws ECONNRESET, EPIPE, ENOTCONN. send(2) */
  send(
    fd: Fd,
    buffer: Uint8Array,
    offset: number,
    length: number,
    flags: number,
  ): number | null;

  /** Ends one direction or both; the descriptor stays. Throws ENOTCONN. shutdown(2) */
  shutdown(fd: Fd, how: number): void;

  /** The value of an option that is an int. Throws ENOPROTOOPT. getsockopt(2) */
  getsockopt(fd: Fd, level: number, name: number): number;

  /** Sets an option that is an int. Throws ENOPROTOOPT, EINVAL. setsockopt(2) */
  setsockopt(fd: Fd, level: number, name: number, value: number): void;

  /** The socket's own address, with the port that bind() chose. getsockname(2) */
  getsockname(fd: Fd): SocketName;

  /** The address at the other end. Throws ENOTCONN. getpeername(2) */
  getpeername(fd: Fd): SocketName;

  // native/signal.cc

  /**
   * From now on a signal `signum` is noted for `take_signals()`, and eight bytes are
   * written to `fd`. With fd -1 the kernel does again what it did before the first
   * call. A handler cannot be JavaScript: signal.cc says why. Throws EINVAL for
   * SIGKILL and SIGSTOP. sigaction(2)
   */
  sigaction(signum: number, fd: Fd | -1): void;

  /** What has been noted since the last call: bit n is set if signal n has come. */
  take_signals(): number;

  /** A signal (ITIMER_REAL: SIGALRM) in `value` ms, once; 0: never. setitimer(2) */
  setitimer(which: number, value: number): void;

  // native/host.cc

  /**
   * Have Node's own loop call back whenever `fd` is readable. Gives a function that
   * ends it, to be called before the descriptor is closed; until then the process
   * stays alive. Throws EEXIST if Node watches it, EPERM for a regular file. uv_poll_t
   */
  uv_poll(fd: Fd, callback: () => void): () => void;
}

// ── Where a socket is, or is to be ───────────────────────────────────────────────

/** An internet address. Numeric only: nothing here looks up names. */
export interface InternetAddress {
  address: string; // '127.0.0.1', '::1', 'fe80::1%eth0'
  port: number;
}

/**
 * A Unix socket's address: a path of at most 107 bytes, or a name in the abstract
 * namespace if it starts with `\0`, or `''` for a socket that has no name.
 */
export interface UnixAddress {
  path: string;
}

export type Address = InternetAddress | UnixAddress;

/** An address as the kernel tells it, in the shape of `server.address()` in Node. */
export type SocketName = (InternetAddress & { family: 'IPv4' | 'IPv6' }) | UnixAddress;

// ── Numbers ──────────────────────────────────────────────────────────────────────

/**
 * Numbers from this platform's headers, under their names there. What a platform lacks
 * is undefined, as are the calls that would take it.
 */
export interface Constants {
  // <fcntl.h>, <sys/eventfd.h>
  readonly O_NONBLOCK: number;
  readonly O_CLOEXEC: number;
  readonly EFD_NONBLOCK: number;
  readonly EFD_CLOEXEC: number;
  // <sys/epoll.h>
  readonly EPOLL_CLOEXEC: number;
  readonly EPOLL_CTL_ADD: number;
  readonly EPOLL_CTL_MOD: number;
  readonly EPOLL_CTL_DEL: number;
  // <poll.h>
  readonly POLLIN: number;
  readonly POLLOUT: number;
  readonly POLLERR: number;
  readonly POLLHUP: number;
  readonly POLLNVAL: number;
  // <sys/select.h>
  readonly FD_SETSIZE: number;
  // <sys/socket.h>, <netinet/tcp.h>
  readonly AF_UNIX: number;
  readonly AF_INET: number;
  readonly AF_INET6: number;
  readonly SOCK_STREAM: number;
  readonly SOCK_NONBLOCK: number;
  readonly SOCK_CLOEXEC: number;
  readonly SOL_SOCKET: number;
  readonly SO_REUSEADDR: number;
  readonly SO_REUSEPORT: number;
  readonly SO_ERROR: number;
  readonly IPPROTO_TCP: number;
  readonly TCP_NODELAY: number;
  readonly MSG_NOSIGNAL: number;
  readonly SHUT_RD: number;
  readonly SHUT_WR: number;
  readonly SHUT_RDWR: number;
  // <sys/time.h>
  readonly ITIMER_REAL: number;
}

// ── The addon ────────────────────────────────────────────────────────────────────

interface Addon extends Sys {
  readonly constants: Constants;
}

function loadAddon(): Addon {
  try {
    return createRequire(import.meta.url)('../../native/build/addon.node');
  } catch (cause) {
    return missingAddon(cause);
  }
}

/**
 * Stands in for an addon that is not there. Importing this file must not fail, because
 * the simulated loop makes no system call. Calling one fails, and says what to do.
 */
function missingAddon(cause: unknown): Addon {
  const call = (): never => {
    throw new Error(
      'No system calls: native/build/addon.node is not compiled, or not for this ' +
        'Node. Run `npm run build:native`, on Linux or macOS with a C++ compiler. ' +
        'The simulated loop needs no addon: IOLoop.configure("simulated").',
      { cause },
    );
  };
  return new Proxy(Object.create(null), {
    get: (_, name) => (name === 'constants' ? {} : call),
  });
}

const addon = loadAddon();

/** A call that this platform does not have is undefined: ask `hasSystemCall()`. */
export const sys: Sys = addon;

export const constants: Constants = addon.constants;

/** Does this platform's addon have the call? False for all if there is no addon. */
export function hasSystemCall(name: keyof Sys): boolean {
  return Object.hasOwn(sys, name);
}
