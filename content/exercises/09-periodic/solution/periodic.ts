import type { IOLoop } from '../../../../loop/core/ioloop.ts';
import type { Timeout } from '../../../../loop/core/timeouts.ts';

/** Calls back once in every `period` ms, on a grid that begins at `start()`. */
export class Periodic {
  readonly loop: IOLoop;
  readonly callback: () => unknown;
  readonly period: number;
  #beat = 0; // when the next one is planned, or the one that goes on now
  #timer: Timeout | null = null; // null: stopped

  constructor(loop: IOLoop, callback: () => unknown, period: number) {
    this.loop = loop;
    this.callback = callback;
    this.period = period;
  }

  start(): void {
    if (this.#timer) return;
    this.#beat = this.loop.time();
    this.#plan();
  }

  stop(): void {
    if (this.#timer) this.loop.removeTimeout(this.#timer);
    this.#timer = null;
  }

  #plan(): void {
    const missed = Math.floor((this.loop.time() - this.#beat) / this.period);
    this.#beat += (missed + 1) * this.period;
    this.#timer = this.loop.callAt(this.#beat, () => this.#run());
  }

  #run(): void {
    const timer = this.#timer;
    try {
      this.callback();
    } finally {
      // Unless it was stopped meanwhile, and perhaps started again.
      if (timer && this.#timer === timer) this.#plan();
    }
  }
}
