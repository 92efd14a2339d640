/** The server of the site: its pages, and what is live in them. */

import type { Request } from '../../../loop/examples/http/request.ts';
import { plain, type Response } from '../../../loop/examples/http/response.ts';
import { HTTPServer } from '../../../loop/examples/http/server.ts';
import { IOLoop } from '../../../loop/index.ts';
import type { IOStream } from '../../../loop/net/iostream.ts';
import type { Socket } from '../../../loop/net/socket.ts';
import { Guard } from './guard.ts';
import type { Shelf } from './shelf.ts';
import { fileAnswer } from './static.ts';

/** Answers what is asked under an address of its own; null: that is none of its. */
export type Route = (
  request: Request,
  stream: IOStream,
) => Response | Promise<Response> | null;

export interface LiveOptions {
  readonly loop?: IOLoop;
  /** What stands before the files. */
  readonly routes?: (guard: Guard) => Route[];
  /** Told of each request that is for us. */
  readonly asked?: (request: Request, stream: IOStream) => void;
}

const CONNECTIONS = 500;

export class LiveServer {
  readonly #shelf: Shelf;
  readonly #guard: Guard;
  readonly #routes: readonly Route[];
  readonly #asked: (request: Request, stream: IOStream) => void;
  readonly #server: HTTPServer;

  constructor(port: number, shelf: Shelf, options: LiveOptions = {}) {
    const { loop = IOLoop.current(), routes = () => [], asked = () => {} } = options;
    this.#shelf = shelf;
    this.#guard = new Guard(port);
    this.#routes = routes(this.#guard);
    this.#asked = asked;
    const handler = (request: Request, stream: IOStream) =>
      this.#answer(request, stream);
    this.#server = new HTTPServer(handler, { loop, connections: CONNECTIONS });
  }

  /** On a listener of its own for each address of this machine: it may have two. */
  addSocket(listener: Socket): void {
    this.#server.addSocket(listener);
  }

  get connections(): number {
    return this.#server.connections;
  }

  stop(): void {
    this.#server.stop();
  }

  #answer(request: Request, stream: IOStream): Response | Promise<Response> {
    const refused = this.#guard.turnAway(request);
    if (refused) return refused;
    this.#asked(request, stream);
    for (const route of this.#routes) {
      const answer = route(request, stream);
      if (answer) return answer;
    }
    return this.#file(request);
  }

  #file(request: Request): Response {
    const welcome = this.#guard.welcome(request);
    try {
      return fileAnswer(this.#shelf, request, welcome);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.#shelf.fill(); // a new site stands there since
      return this.#again(request, welcome);
    }
  }

  #again(request: Request, welcome: object): Response {
    try {
      return fileAnswer(this.#shelf, request, welcome);
    } catch {
      return plain(503, 'The site is being replaced. Please try again in a moment.', {
        'Retry-After': '1',
      });
    }
  }
}
