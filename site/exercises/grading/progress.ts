/** How far it is: a bar at a terminal, a line for each elsewhere. */

import { Presets, SingleBar } from 'cli-progress';
import type { Say } from '../locale.ts';

export class Progress implements Disposable {
  readonly #bar: SingleBar | null;
  readonly #total: number;
  #done = 0;

  constructor(total: number, say: Say) {
    this.#total = total;
    const format = say(
      '批改 {bar} {value}/{total}，还要 {eta_formatted}  {id}',
      'grading {bar} {value}/{total}, {eta_formatted} to go  {id}',
    );
    const options = { format, hideCursor: null, barsize: 30, gracefulExit: false };
    this.#bar = process.stderr.isTTY
      ? new SingleBar(options, Presets.shades_classic)
      : null;
    this.#bar?.start(total, 0, { id: '' });
  }

  step(id: string, points: number): void {
    this.#done++;
    if (this.#bar) this.#bar.increment({ id });
    else console.error(`${this.#done}/${this.#total} ${id}: ${points}`);
  }

  [Symbol.dispose](): void {
    this.#bar?.stop();
  }
}
