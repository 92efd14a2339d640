/**
 * HTTPServer: a function from requests to responses, on a TCPServer.
 *
 *     new HTTPServer(({ target }) => ({ status: 200, body: target })).listen(8000);
 *
 * A server is as good as its limits: whatever a client sends, and however slowly, it
 * costs so much memory and so much time, and the other clients do not notice.
 */

import { IOLoop } from '../../index.ts';
import { StreamClosedError } from '../../net/errors.ts';
import type { IOStream } from '../../net/iostream.ts';
import type { Socket } from '../../net/socket.ts';
import { TCPServer } from '../../net/tcp-server.ts';
import {
  Connection,
  type Handler,
  type Patience,
  type Settings,
} from './connection.ts';
import type { Limits } from './request.ts';
import { headOf, plain } from './response.ts';

export interface HTTPOptions extends Partial<Limits> {
  /** How many at a time. The next one is told 503. */
  connections?: number;
  patience?: Partial<Patience>;
  loop?: IOLoop;
}

const LIMITS = { target: 8 * 1024, head: 16 * 1024, headers: 100, body: 64 * 1024 };
const PATIENCE = { head: 10_000, body: 20_000, idle: 60_000, write: 20_000 };
const FULL = plain(503, 'Too many connections. Please try again in a moment.', {
  'Retry-After': '1',
});

export class HTTPServer {
  readonly #handler: Handler;
  readonly #loop: IOLoop;
  readonly #settings: Settings;
  readonly #most: number;
  readonly #server: TCPServer;
  readonly #open = new Set<IOStream>();

  constructor(handler: Handler, options: HTTPOptions = {}) {
    const {
      connections = 1_000,
      patience,
      loop = IOLoop.current(),
      ...limits
    } = options;
    this.#handler = handler;
    this.#loop = loop;
    this.#most = connections;
    this.#settings = {
      ...LIMITS,
      ...limits,
      patience: { ...PATIENCE, ...patience },
      failed: (error) => loop.handleCallbackException(handler, error),
    };
    // What is read at a time, too: a request may fill it, and no client can fill more.
    const maxBufferSize = this.#settings.body + this.#settings.head;
    this.#server = new TCPServer((stream) => this.#serve(stream), {
      loop,
      maxBufferSize,
    });
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#open.size;
  }

  listen(port: number, host?: string): Socket {
    return this.#server.listen(port, host);
  }

  addSocket(listener: Socket): void {
    this.#server.addSocket(listener);
  }

  /** Accepts no more, and closes all connections. */
  stop(): void {
    this.#server.stop();
    for (const stream of this.#open) stream.close();
  }

  async #serve(stream: IOStream): Promise<void> {
    if (this.#open.size >= this.#most) return await refuse(stream);
    this.#open.add(stream);
    try {
      stream.socket.noDelay();
      await new Connection(stream, this.#loop, this.#handler, this.#settings).serve();
    } finally {
      this.#open.delete(stream);
    }
  }
}

/** At no cost: one write, and if the client does not take it, never mind. */
async function refuse(stream: IOStream): Promise<void> {
  const body = Buffer.from(FULL.body);
  void stream.write(Buffer.concat([Buffer.from(headOf(FULL, body, false)), body]));
  stream.close();
  throw new StreamClosedError();
}
