/**
 * A stream socket that never blocks, over IPv4, IPv6 or a Unix path: the system calls
 * of native/socket.cc, for one descriptor. It has `fileno()` and `close()`, so the loop
 * can watch it as it is.
 *
 * Nothing here waits. Where the kernel has nothing to give or no room to take, the
 * answer is null; the loop says when it is worth asking again.
 */

import { constants as os } from 'node:os';
import { getSystemErrorMessage, getSystemErrorName } from 'node:util';
import { isSystemError, type SystemError } from '../core/errors.ts';
import type { Fd } from '../core/poller.ts';
import type { Address, SocketName } from '../node/sys.ts';
import { constants, sys } from '../node/sys.ts';

const { AF_INET, AF_INET6, AF_UNIX, SOCK_STREAM } = constants;
const { IPPROTO_TCP, MSG_NOSIGNAL, SHUT_WR, SOL_SOCKET, TCP_NODELAY } = constants;
const { SO_ERROR, SO_REUSEADDR, SO_REUSEPORT } = constants;
const FLAGS = constants.SOCK_NONBLOCK | constants.SOCK_CLOEXEC;

export interface ListenOptions {
  /** Connections that the kernel keeps until we accept them. The default is 128. */
  backlog?: number;
  /** Share the port: the kernel deals connections out among all who listen so. */
  reusePort?: boolean;
}

export class Socket {
  #fd: Fd;

  /** Takes over a descriptor, which must not block. */
  constructor(fd: Fd) {
    this.#fd = fd;
  }

  /** A new socket, of the family of `address`. Throws EMFILE. */
  static for(address: Address): Socket {
    return new Socket(sys.socket(familyOf(address), SOCK_STREAM | FLAGS, 0));
  }

  /** Two sockets connected to each other. Throws EMFILE. */
  static pair(): [Socket, Socket] {
    const [one, other] = sys.socketpair(AF_UNIX, SOCK_STREAM | FLAGS, 0);
    return [new Socket(one), new Socket(other)];
  }

  /**
   * A socket that listens. Port 0: any free one. Throws EADDRINUSE, EACCES. A Unix path
   * outlives its server, and is taken until somebody removes it.
   */
  static listen(address: Address, options: ListenOptions = {}): Socket {
    const { backlog = 128, reusePort = false } = options;
    const socket = Socket.for(address);
    try {
      // Without it the port stays taken for a minute after the last server.
      if (!isPath(address)) socket.#set(SOL_SOCKET, SO_REUSEADDR, true);
      if (reusePort) socket.#set(SOL_SOCKET, SO_REUSEPORT, true);
      sys.bind(socket.#fd, address);
      sys.listen(socket.#fd, backlog);
      return socket;
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  /** The next connection; null when none is waiting. Throws EMFILE. */
  accept(): Socket | null {
    for (;;) {
      try {
        const fd = sys.accept4(this.#fd, FLAGS);
        return fd === null ? null : new Socket(fd);
      } catch (error) {
        // It was there, and has left again while it waited. The next one, please.
        if (!isSystemError(error, 'ECONNABORTED')) throw error;
      }
    }
  }

  /**
   * True when connected. Null when that takes time: then the socket becomes writable,
   * and `connectionError()` says how it went. Throws ECONNREFUSED, ENOENT, and EAGAIN
   * for a Unix path whose server has a full backlog.
   */
  connect(address: Address): true | null {
    const connected = sys.connect(this.#fd, address);
    // Over a Unix path nothing is under way: nobody would ever tell us how it went.
    if (!connected && isPath(address)) throw errorOf(os.errno.EAGAIN, 'connect');
    return connected;
  }

  /** Why the connection failed, or broke; null if it did not. Told once. */
  connectionError(syscall = 'connect'): SystemError | null {
    const errno = sys.getsockopt(this.#fd, SOL_SOCKET, SO_ERROR);
    return errno === 0 ? null : errorOf(errno, syscall);
  }

  /** Bytes read; 0 at the end of the stream, null when there is nothing yet. */
  receive(into: Uint8Array): number | null {
    return sys.recv(this.#fd, into, 0, into.length, 0);
  }

  /** Bytes taken, maybe not all; null when there is no room. Throws EPIPE. */
  send(bytes: Uint8Array): number | null {
    return sys.send(this.#fd, bytes, 0, bytes.length, MSG_NOSIGNAL);
  }

  /** Says that no more will be sent: the peer reads to the end. Throws ENOTCONN. */
  shutdown(): void {
    sys.shutdown(this.#fd, SHUT_WR);
  }

  /** Send small pieces at once, or gather them for a moment? TCP only. */
  noDelay(on = true): void {
    this.#set(IPPROTO_TCP, TCP_NODELAY, on);
  }

  /** Where it is bound, with the port that the kernel chose. */
  address(): SocketName {
    return sys.getsockname(this.#fd);
  }

  /** Who is at the other end. Throws ENOTCONN when they have left already. */
  peerAddress(): SocketName {
    return sys.getpeername(this.#fd);
  }

  /** The descriptor; -1 once it is closed. */
  fileno(): Fd {
    return this.#fd;
  }

  close(): void {
    const fd = this.#fd;
    this.#fd = -1; // the number may soon be somebody else's
    if (fd >= 0) sys.close(fd);
  }

  #set(level: number, option: number, on: boolean): void {
    sys.setsockopt(this.#fd, level, option, Number(on));
  }
}

function isPath(address: Address): boolean {
  return 'path' in address;
}

function familyOf(address: Address): number {
  if ('path' in address) return AF_UNIX;
  return address.address.includes(':') ? AF_INET6 : AF_INET;
}

/** The error that a system call would have thrown, from the kernel's number for it. */
function errorOf(number: number, syscall: string): SystemError {
  const errno = -number;
  const code = getSystemErrorName(errno);
  const message = `${code}: ${getSystemErrorMessage(errno)}, ${syscall}`;
  return Object.assign(new Error(message), { code, errno, syscall });
}
