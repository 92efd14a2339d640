/** The console of the student's program: what is printed stands beside the test. */

import { LONGEST_PRINT, MOST_PRINTED } from '../exercise.ts';
import { show } from './failure.ts';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];

export class Printed {
  readonly #tell: (line: string) => void;
  #lines: string[] = [];
  #count = 0; // lines since the beginning
  #room = MOST_PRINTED;
  #full = false;
  readonly console: object;

  /** `tell` hears of each line at once: of a program that hangs nothing else is heard. */
  constructor(tell: (line: string) => void) {
    this.#tell = tell;
    const print = Object.freeze((...values: unknown[]) => this.#print(values));
    this.console = Object.fromEntries(METHODS.map((name) => [name, print]));
  }

  /** For the next test: it has a page of its own. */
  begin(): void {
    this.#lines = [];
    this.#count = 0;
    this.#room = MOST_PRINTED;
    this.#full = false;
  }

  /** What has been printed since the last call. */
  take(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #print(values: unknown[]): void {
    for (const line of values.map(show).join(' ').split('\n')) {
      if (this.#full) return;
      this.#count++;
      this.#room -= line.length;
      this.#full = this.#count > LONGEST_PRINT || this.#room < 0;
      const said = this.#full ? '…' : line;
      this.#lines.push(said);
      this.#tell(said);
    }
  }
}
