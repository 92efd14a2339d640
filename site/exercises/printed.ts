/** The console of the student's program: what is printed stands beside the test. */

import { LONGEST_PRINT } from './exercise.ts';
import { show } from './failure.ts';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'];

export class Printed {
  #lines: string[] = [];
  readonly console: object;

  constructor() {
    const print = (...values: unknown[]) => this.#print(values);
    this.console = Object.fromEntries(METHODS.map((name) => [name, print]));
  }

  /** What has been printed since the last call. */
  take(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  #print(values: unknown[]): void {
    if (this.#lines.length > LONGEST_PRINT) return;
    const full = this.#lines.length === LONGEST_PRINT;
    const text = full ? '…' : values.map(show).join(' ');
    this.#lines.push(...text.split('\n'));
  }
}
