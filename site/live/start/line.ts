/** One line at the terminal that says how far it is; elsewhere, a line for each step. */

import { clearLine, cursorTo } from 'node:readline';

export class LiveLine {
  readonly #stream = process.stdout;
  #text = '';
  #said = '';

  /** In the place of what it said before. Elsewhere only when `step` is another one. */
  show(text: string, step = text): void {
    if (!this.#stream.isTTY) {
      if (step !== this.#said) this.#stream.write(`▸ ${text}\n`);
    } else if (text !== this.#text) {
      this.#clear();
      this.#stream.write(`▸ ${text}`.slice(0, this.#stream.columns - 1));
    }
    this.#said = step;
    this.#text = text;
  }

  /** A line that stays. */
  say(text: string): void {
    const below = this.#text;
    this.#clear();
    this.#stream.write(`${text}\n`);
    this.#text = '';
    if (this.#stream.isTTY && below !== '') this.show(below);
  }

  end(): void {
    this.#clear();
    this.#text = '';
  }

  #clear(): void {
    if (!this.#stream.isTTY || this.#text === '') return;
    cursorTo(this.#stream, 0);
    clearLine(this.#stream, 0);
  }
}
