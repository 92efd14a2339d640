/**
 * A TCP socket that never blocks: the system calls of native/socket.cc, for one
 * descriptor. It has `fileno()` and `close()`, so the loop can watch it as it is.
 *
 * Nothing here waits. Where the kernel has nothing to give or no room to take, the
 * answer is null; the loop says when it is worth asking again.
 */

import { isSystemError } from '../errors.ts';
import type { Fd } from '../poller.ts';
import { constants, type SocketName, sys } from '../sys.ts';

const { AF_INET, AF_INET6, MSG_NOSIGNAL, SO_REUSEADDR, SOL_SOCKET } = constants;
const { SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } = constants;

const BACKLOG = 128; // connections the kernel keeps until we accept them

export class Socket {
  #fd: Fd;

  constructor(fd: Fd) {
    this.#fd = fd;
  }

  /** A socket that listens. Port 0: any free one. Throws EADDRINUSE, EACCES. */
  static listen(port: number, address: string): Socket {
    const domain = address.includes(':') ? AF_INET6 : AF_INET;
    const flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
    const socket = new Socket(sys.socket(domain, SOCK_STREAM | flags, 0));
    try {
      // Without it the port stays taken for a minute after the last server.
      sys.setsockopt(socket.fileno(), SOL_SOCKET, SO_REUSEADDR, 1);
      sys.bind(socket.fileno(), { address, port });
      sys.listen(socket.fileno(), BACKLOG);
      return socket;
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  /** The next connection; null when nobody is waiting. Throws EMFILE. */
  accept(): Socket | null {
    for (;;) {
      try {
        const fd = sys.accept4(this.#fd, SOCK_NONBLOCK | SOCK_CLOEXEC);
        return fd === null ? null : new Socket(fd);
      } catch (error) {
        // It was there, and has left again while it waited. The next one, please.
        if (!isSystemError(error, 'ECONNABORTED')) throw error;
      }
    }
  }

  /** Bytes read; 0 at the end of the stream, null when there is nothing yet. */
  receive(into: Uint8Array): number | null {
    return sys.recv(this.#fd, into, 0, into.length, 0);
  }

  /** Bytes taken, maybe not all; null when there is no room. Throws EPIPE. */
  send(bytes: Uint8Array): number | null {
    return sys.send(this.#fd, bytes, 0, bytes.length, MSG_NOSIGNAL);
  }

  address(): SocketName {
    return sys.getsockname(this.#fd);
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
}
