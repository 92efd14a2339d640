/** The console of the student's program: what is printed stands beside the test. */

import { LONGEST_PRINT } from '../exercise.ts';
import { show } from './failure.ts';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];

export class Printed {
  readonly #tell: (line: string) => void;
  #lines: string[] = [];
  readonly console: object;

  /** `tell` hears of each line at once: of a program that hangs nothing else is heard. */
  constructor(tell: (line: string) => void) {
    this.#tell = tell;
    const print = Object.freeze((...values: unknown[]) => this.#print(values));
    this.console = Object.fromEntries(METHODS.map((name) => [name, print]));
  }

  /** What has been printed since the last call. */
  take(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #print(values: unknown[]): void {
    for (const line of values.map(show).join(' ').split('\n')) {
      if (this.#lines.length > LONGEST_PRINT) return;
      const full = this.#lines.length === LONGEST_PRINT;
      this.#lines.push(full ? '…' : line);
      this.#tell(full ? '…' : line);
    }
  }
}
