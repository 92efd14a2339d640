import type { IOLoop } from '../../../../loop/core/ioloop.ts';

/** Lets so many pass in a second, one by one. */
export class RateLimiter {
  readonly loop: IOLoop;
  readonly interval: number; // ms between two of them
  #free = Number.NEGATIVE_INFINITY; // when the next slot is free

  constructor(loop: IOLoop, perSecond: number) {
    this.loop = loop;
    this.interval = 1000 / perSecond;
  }

  /** Resolves when the caller may pass. */
  acquire(): Promise<void> {
    const slot = Math.max(this.loop.time(), this.#free);
    this.#free = slot + this.interval;
    return new Promise((resolve) => this.loop.callAt(slot, resolve));
  }
}
