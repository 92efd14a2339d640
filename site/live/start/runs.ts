/**
 * Programs that the reader of a page has run: one at a time, the next ones wait. Each has
 * a process of its own, without a shell, with a limit to its time, memory and output; and
 * it ends, with all that it has started, when nobody looks any more.
 */

import type { ChildProcess } from 'node:child_process';
import type { RunNews, Wanted } from '../link.ts';
import { commandOf } from './commands.ts';

const TIME = 20_000; // ms
const OUTPUT = 64 * 1024; // characters
const WAITING = 20; // runs

interface Run {
  readonly run: number;
  readonly wanted: Wanted;
}

type Start = (args: string[]) => ChildProcess;
type Tell = (run: number, said: RunNews) => void;

export class Runs {
  readonly #start: Start;
  readonly #end: (child: ChildProcess) => Promise<void>;
  readonly #tell: Tell;
  readonly #queue: Run[] = [];
  #now: { readonly run: number; readonly child: ChildProcess } | null = null;

  constructor(start: Start, end: (child: ChildProcess) => Promise<void>, tell: Tell) {
    this.#start = start;
    this.#end = end;
    this.#tell = tell;
  }

  ask(run: number, wanted: Wanted): void {
    if (this.#queue.length >= WAITING) {
      this.#tell(run, { is: 'refused', why: 'Too many are waiting.' });
      return;
    }
    this.#queue.push({ run, wanted });
    if (this.#now) this.#tellOfQueue();
    else this.#next();
  }

  /** Nobody waits for it any more. */
  end(run: number): void {
    const waiting = this.#queue.findIndex((each) => each.run === run);
    if (waiting >= 0) this.#queue.splice(waiting, 1);
    if (this.#now?.run === run) void this.#end(this.#now.child);
    this.#tellOfQueue();
  }

  #tellOfQueue(): void {
    for (const [i, { run }] of this.#queue.entries()) {
      this.#tell(run, { is: 'queued', before: i + 1 });
    }
  }

  #next(): void {
    const next = this.#queue.shift();
    if (!next) return;
    this.#tellOfQueue();
    const args = commandOf(next.wanted);
    if (args) {
      this.#run(next.run, args);
    } else {
      this.#tell(next.run, { is: 'refused', why: `No such ${next.wanted.kind}.` });
      this.#next();
    }
  }

  #run(run: number, args: string[]): void {
    const started = performance.now();
    const child = this.#start(args);
    this.#now = { run, child };
    this.#tell(run, { is: 'begun', command: `node ${args.join(' ')}` });
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      void this.#end(child);
    }, TIME);
    this.#listen(run, child);
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      const how = late ? `after ${TIME / 1000} s` : (signal ?? `exit ${code}`);
      this.#tell(run, {
        is: 'ended',
        how,
        ms: Math.round(performance.now() - started),
      });
      this.#now = null;
      this.#next();
    });
  }

  #listen(run: number, child: ChildProcess): void {
    let left = OUTPUT;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        if (left > 0)
          this.#tell(run, { is: 'said', stream, text: text.slice(0, left) });
        left -= text.length;
      });
    }
  }
}
