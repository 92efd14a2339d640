import type { IOLoop } from '../../../../loop/core/ioloop.ts';

/** Lets so many pass in a second, one by one. */
export class RateLimiter {
  readonly loop: IOLoop;
  readonly interval: number; // ms between two of them

  constructor(loop: IOLoop, perSecond: number) {
    this.loop = loop;
    this.interval = 1000 / perSecond;
  }

  /** Resolves when the caller may pass. */
  acquire(): Promise<void> {
    // TODO(exercise): when is the next slot free?
    return Promise.resolve();
  }
}
