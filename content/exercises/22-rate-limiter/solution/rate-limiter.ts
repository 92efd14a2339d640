import type { IOLoop } from '../../../../loop/core/ioloop.ts';

/** Lets so many pass in a second, one by one. */
export class RateLimiter {
  readonly loop: IOLoop;
  readonly interval: number; // ms between two of them
  readonly #waiting: (() => void)[] = [];
  #free = 0; // when the next slot is free

  constructor(loop: IOLoop, perSecond: number) {
    this.loop = loop;
    this.interval = 1000 / perSecond;
  }

  /** Resolves when the caller may pass. */
  acquire(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#plan();
    });
  }

  #plan(): void {
    this.loop.callAt(this.#free, () => this.#pass()); // what is past is due at once
  }

  /** It may be later than planned: the next slot counts from now. */
  #pass(): void {
    this.#free = this.loop.time() + this.interval;
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) this.#plan();
  }
}
