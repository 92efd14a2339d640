/** What the loop has been asked about one source. Only a change costs a system call. */

import type { Handler, Source } from '../core/interest-list.ts';
import type { IOLoop } from '../core/ioloop.ts';
import type { Events } from '../core/poller.ts';

export class Watch {
  readonly #loop: IOLoop;
  readonly #source: Source;
  readonly #handler: Handler;
  #asked: Events | null = null; // null: the loop does not know the source

  constructor(loop: IOLoop, source: Source, handler: Handler) {
    this.#loop = loop;
    this.#source = source;
    this.#handler = handler;
  }

  /** From now on, call the handler for these events. */
  ask(events: Events): void {
    if (events === this.#asked) return;
    if (this.#asked !== null) this.#loop.updateHandler(this.#source, events);
    else this.#loop.addHandler(this.#source, this.#handler, events);
    this.#asked = events;
  }

  /** Is the loop asked at all? */
  get active(): boolean {
    return this.#asked !== null;
  }

  /** Call it no more. To be said before the source is closed. */
  end(): void {
    const { active } = this;
    this.#asked = null;
    if (active) this.#loop.removeHandler(this.#source);
  }
}
