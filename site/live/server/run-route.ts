/**
 * `POST /live/run`: a program of this project, run on this machine. The answer is a line
 * of JSON for each thing that happens, as it happens. When the page goes, so does the run.
 */

import type { Request } from '../../../loop/examples/http/request.ts';
import { plain, type Response } from '../../../loop/examples/http/response.ts';
import type { IOStream } from '../../../loop/net/iostream.ts';
import type { RunNews, Wanted } from '../link.ts';
import type { DeskLink } from './desk-link.ts';
import type { Guard } from './guard.ts';
import type { Route } from './live-server.ts';

const KINDS = ['example', 'replay', 'test'];
const HEADERS = {
  'Content-Type': 'application/x-ndjson; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

interface Run {
  readonly stream: IOStream;
  readonly ended: () => void;
}

export class RunRoute {
  readonly #desk: DeskLink;
  readonly #runs = new Map<number, Run>();
  #last = 0;

  constructor(desk: DeskLink) {
    this.#desk = desk;
  }

  hear(run: number, said: RunNews): void {
    const found = this.#runs.get(run);
    if (!found) return;
    void found.stream.write(`${JSON.stringify(said)}\n`);
    if (said.is === 'ended' || said.is === 'refused') found.ended();
  }

  route(guard: Guard): Route {
    return (request) => {
      if (request.target.split('?')[0] !== '/live/run') return null;
      return guard.refuseActing(request) ?? this.#answer(request);
    };
  }

  #answer({ body }: Request): Response {
    const wanted = readWanted(body);
    if (!wanted) return plain(400, 'Which program?');
    if (!this.#desk.there) return plain(503, 'Start the site with npm start.');
    return { status: 200, headers: HEADERS, stream: (to) => this.#follow(to, wanted) };
  }

  async #follow(stream: IOStream, wanted: Wanted): Promise<void> {
    const run = ++this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#runs.set(run, { stream, ended: resolve });
    this.#desk.tell({ ask: 'run', run, wanted });
    await Promise.race([promise, stream.closed]);
    this.#runs.delete(run);
    this.#desk.tell({ ask: 'end', run });
  }
}

/** Ids only: what they stand for is looked up, and nothing else is run. */
function readWanted(body: Buffer): Wanted | null {
  try {
    const { kind, id } = JSON.parse(body.toString());
    return KINDS.includes(kind) && typeof id === 'string' ? { kind, id } : null;
  } catch {
    return null;
  }
}
