/** From offsets to lines and back. Lines are counted from 1, as editors do. */

export class Lines {
  readonly all: readonly string[];
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.all = text.split('\n').map((line) => line.replace(/\r$/, ''));
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      this.#starts.push(i + 1);
    }
  }

  text(line: number): string {
    return this.all[line - 1] ?? '';
  }

  /** Where a line starts; the end of the text for a line after the last. */
  start(line: number): number {
    return this.#starts[line - 1] ?? Infinity;
  }

  /** The line that an offset lies in. */
  of(offset: number): number {
    let [low, high] = [1, this.#starts.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
