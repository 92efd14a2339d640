/** Server-sent events: one stream for each page that listens, and what is told to all. */

import type { Response } from '../../../loop/examples/http/response.ts';
import type { IOStream } from '../../../loop/net/iostream.ts';

const PATIENCE = 512 * 1024; // bytes that a listener may be behind
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

export class Events {
  readonly #listeners = new Set<IOStream>();
  readonly #changed: (listeners: number) => void;
  readonly #most: number;

  /** `changed` is told how many listen, whenever one has come or gone. */
  constructor(changed: (listeners: number) => void = () => {}, most = 32) {
    this.#changed = changed;
    this.#most = most;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** What a new listener gets: `first`, and from then on what is told. */
  listen(first: () => string): Response {
    if (this.#listeners.size >= this.#most) {
      return { status: 503, headers: { 'Retry-After': '5' } };
    }
    return { status: 200, headers: HEADERS, stream: (to) => this.#hear(to, first) };
  }

  tell(name: string, data: unknown): void {
    if (this.#listeners.size > 0) this.tellText(eventOf(name, data));
  }

  /** A listener that has fallen too far behind is left: it may come again. */
  tellText(text: string): void {
    for (const stream of this.#listeners) {
      if (stream.unsent > PATIENCE) stream.close(new Error('It reads too slowly'));
      else void stream.write(text);
    }
  }

  async #hear(stream: IOStream, first: () => string): Promise<void> {
    this.#listeners.add(stream);
    this.#changed(this.#listeners.size);
    void stream.write(first());
    await stream.closed;
    this.#listeners.delete(stream);
    this.#changed(this.#listeners.size);
  }
}

export function eventOf(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
