/**
 * What is looked at is put on the tape: where the program is, and what the observer
 * sees there. The debugger calls `look()` before each line.
 */

import { writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { filesOf, type Task } from '../task.ts';
import type { Observer } from './observer.ts';
import type { Raw, RawStep } from './raw.ts';

const DEEPEST = 200; // frames

export class Tape {
  readonly observer: Observer;
  readonly #task: Task;
  readonly #fileOf: (url: string) => string | undefined;
  readonly #steps: RawStep[] = [];
  #began = false;

  constructor(observer: Observer, task: Task) {
    this.observer = observer;
    this.#task = task;
    this.#fileOf = filesOf(task);
  }

  begin(): void {
    this.observer.begin();
    this.#began = true;
  }

  /** False: go on, do not stop here. */
  look = (file: string, line: number): boolean => {
    if (!this.#began) return false;
    const stack = this.#stack();
    this.#steps.push({ file, line, stack, look: this.observer.look() });
    if (this.#steps.length > this.#task.mostSteps) this.#breakOff();
    return false;
  };

  end(): void {
    this.#write({ tooMany: false });
  }

  #breakOff(): void {
    this.#write({ tooMany: true });
    process.kill(process.pid, 'SIGKILL');
  }

  #write({ tooMany }: { tooMany: boolean }): void {
    const raw: Raw = {
      node: process.version,
      kernel: `${process.platform} ${release()}`,
      backEnd: this.observer.backEnd,
      steps: this.#steps,
      end: this.observer.look(),
      tooMany,
    };
    writeFileSync(this.#task.output, JSON.stringify(raw));
  }

  /** The calls that the program is in, innermost first: only those in shown files. */
  #stack(): RawStep['stack'] {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.stackTraceLimit = DEEPEST;
    Error.prepareStackTrace = (_error, sites) => sites;
    const sites = new Error().stack as unknown as NodeJS.CallSite[];
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
    return sites.flatMap((site) => {
      const file = this.#fileOf(site.getFileName() ?? '');
      if (!file || !this.#task.lines[file]) return [];
      return [[file, site.getLineNumber() ?? 0] satisfies [string, number]];
    });
  }
}
