/**
 * TCPServer: calls a function with a stream for each connection that comes in.
 *
 *     const server = new TCPServer(async (stream) => {
 *       for await (const bytes of stream) await stream.write(bytes);
 *     });
 *     server.listen(8000);
 *
 * Each connection is served in a callback of its own, and what goes wrong in it closes
 * that one stream. What goes wrong with accepting is another matter: when no descriptor
 * is left, the connection stays in the kernel's queue, the listener stays readable, and
 * the loop would be told so in every turn, at the cost of a whole CPU. So the server
 * steps aside for a second, by which time somebody may have closed something.
 *
 * Tornado's `bind()` and `start(processes)` share a socket among forks. Node has no
 * fork: use `reusePort` instead, and as many programs as there are CPUs.
 */

import { isSystemError, LoopExit } from '../core/errors.ts';
import type { Source } from '../core/interest-list.ts';
import { IOLoop } from '../core/ioloop.ts';
import { READ } from '../core/poller.ts';
import type { Timeout } from '../core/timeouts.ts';
import type { SocketName } from '../node/sys.ts';
import { StreamClosedError } from './errors.ts';
import { IOStream, type StreamOptions } from './iostream.ts';
import { type ListenOptions, Socket } from './socket.ts';

/** May return a promise. The stream is its to close, whenever it wants to. */
export type StreamHandler = (stream: IOStream, address: SocketName) => unknown;

export type ServerOptions = StreamOptions & ListenOptions;

const ACCEPT_BATCH = 128; // connections for each wake; others wait too
const STEP_ASIDE = 1000; // ms
const LATER = `Cannot accept connections, trying again every ${STEP_ASIDE} ms`;
const EXHAUSTED = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']; // as accept(2) has them

export class TCPServer {
  readonly #handleStream: StreamHandler;
  readonly #options: ServerOptions;
  readonly #loop: IOLoop;
  readonly #listeners = new Map<Socket, Timeout | null>(); // set while it steps aside
  readonly #sources = new WeakMap<Socket, Source>();
  readonly #waiting = new Set<Socket>(); // accepted, and their turn has not come
  #complained = false; // no second time before a connection has been accepted again

  constructor(handleStream: StreamHandler, options: ServerOptions = {}) {
    this.#handleStream = handleStream;
    this.#loop = options.loop ?? IOLoop.current();
    this.#options = { ...options, loop: this.#loop };
  }

  /**
   * Accepts connections on a port, 0 being any free one; the socket it gives back knows
   * which. `host` is a numeric address: '0.0.0.0' and '::' are all of this machine's,
   * the default is reached from this machine only. Throws EADDRINUSE, EACCES.
   */
  listen(port: number, host = '127.0.0.1'): Socket {
    const listener = Socket.listen({ address: host, port }, this.#options);
    this.addSocket(listener);
    return listener;
  }

  /** Accepts connections on a socket that listens already, on a Unix path perhaps. */
  addSocket(listener: Socket): void {
    this.#listeners.set(listener, null);
    this.#watch(listener);
  }

  /** Accepts no more, and closes the listeners. Streams that are open stay open. */
  stop(): void {
    for (const [listener, steppingAside] of this.#listeners) {
      if (steppingAside) this.#loop.removeTimeout(steppingAside);
      else this.#loop.removeHandler(this.#sourceOf(listener));
      listener.close();
    }
    this.#listeners.clear();
  }

  #watch(listener: Socket): void {
    this.#listeners.set(listener, null);
    const source = this.#sourceOf(listener);
    this.#loop.addHandler(source, () => this.#acceptFrom(listener), READ);
  }

  /** A listener as the loop knows it: with us to be told when the loop is closed. */
  #sourceOf(listener: Socket): Source {
    const source = this.#sources.get(listener) ?? {
      fileno: () => listener.fileno(),
      close: () => listener.close(),
      unwatched: (loopClosed: boolean) => loopClosed && this.#abandon(),
    };
    this.#sources.set(listener, source);
    return source;
  }

  #acceptFrom(listener: Socket): void {
    try {
      for (let i = 0; i < ACCEPT_BATCH; i++) {
        const socket = listener.accept();
        if (!socket) return;
        this.#complained = false;
        this.#waiting.add(socket);
        this.#loop.addCallback(() => this.#serve(socket));
      }
    } catch (error) {
      if (!EXHAUSTED.some((code) => isSystemError(error, code))) throw error;
      this.#stepAside(listener, error);
    }
  }

  #stepAside(listener: Socket, error: unknown): void {
    this.#loop.removeHandler(this.#sourceOf(listener));
    const comeBack = this.#loop.callLater(STEP_ASIDE, () => this.#watch(listener));
    this.#listeners.set(listener, comeBack);
    if (!this.#complained) this.#report(new Error(LATER, { cause: error }));
    this.#complained = true;
  }

  /** The loop was closed: the turn of those that wait will never come. */
  #abandon(): void {
    for (const socket of this.#waiting) socket.close();
    this.#waiting.clear();
  }

  async #serve(socket: Socket): Promise<void> {
    this.#waiting.delete(socket);
    const stream = new IOStream(socket, this.#options);
    try {
      await this.#handleStream(stream, socket.peerAddress());
    } catch (error) {
      stream.close();
      if (error instanceof LoopExit) throw error;
      // That a peer leaves, or had left before we accepted it, is no news.
      const left = error instanceof StreamClosedError;
      if (!left && !isSystemError(error, 'ENOTCONN')) this.#report(error);
    }
  }

  /** In the name of the user's function, not of ours. */
  #report(error: unknown): void {
    this.#loop.handleCallbackException(this.#handleStream, error);
  }
}
