import type { IOLoop } from '../../../../loop/core/ioloop.ts';

/** Calls back once in every `period` ms, on a grid that begins at `start()`. */
export class Periodic {
  readonly loop: IOLoop;
  readonly callback: () => unknown;
  readonly period: number;

  constructor(loop: IOLoop, callback: () => unknown, period: number) {
    this.loop = loop;
    this.callback = callback;
    this.period = period;
  }

  start(): void {
    // TODO(exercise): plan the first beat.
  }

  stop(): void {}
}
