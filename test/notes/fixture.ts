/** A source with notes on it, like the real ones, but small. */

import type { Note } from '../../site/source/notes/note.ts';
import { place } from '../../site/source/notes/placement.ts';
import { signature } from '../../site/source/notes/signature.ts';
import { readSource, symbolIn } from '../../site/source/notes/symbols.ts';

export const FILE = 'loop/turning.ts';
export const NOTES_FILE = 'content/notes/loop/turning.yaml';

export const SOURCE = `/**
 * Turning: callbacks first, then whatever has come due, then sleep.
 *
 *     callbacks → timeouts → poll → handlers
 */

import { TimeoutHeap } from './timeouts.ts';
import type { Poller, ReadyList } from './poller.ts';

export type Callback = () => unknown;

const LONGEST_SLEEP = 3_600_000;

export interface Parts {
  poller: Poller;
  now?: () => number;
}

/** One loop, one thread. */
export class TurningLoop {
  static readonly READ = 0x001;

  readonly #poller: Poller;
  readonly #timeouts = new TimeoutHeap();
  #callbacks: Callback[] = [];
  #state: 'idle' | 'running' | 'stopping' = 'idle';

  constructor({ poller }: Parts) {
    this.#poller = poller;
  }

  get running(): boolean {
    return this.#state === 'running';
  }

  addCallback(callback: Callback): void;
  addCallback(callback: Callback, ...args: unknown[]): void;
  addCallback(callback: (...args: unknown[]) => unknown, ...args: unknown[]): void {
    this.#callbacks.push(() => callback(...args));
  }

  /** Run until \`stop()\`. Each pass of the \`while\` is one iteration. */
  start(): void {
    if (this.running) throw new Error(\`Loop is \${this.#state} already\`);
    this.#state = 'running';
    try {
      while (true) {
        this.#runCallbacks();
        if (!this.running) break; // the one way out, before the line that sleeps
        this.#runHandlers(this.#poller.poll(this.#pollTimeout()));
      }
    } finally {
      this.#state = 'idle';
    }
  }

  stop(): void {
    this.#state = 'stopping';
  }

  /** First the queued callbacks, then the timeouts that have come due. */
  #runCallbacks(): void {
    // Decide what to run before running any of it.
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    const due = this.#timeouts.popDue(this.#now());

    for (const callback of callbacks) this.#run(callback);
    for (const timeout of due) this.#run(() => timeout.fire());
  }

  #pollTimeout(): number {
    if (this.#callbacks.length > 0) return 0;
    const wait = this.#timeouts.nextDeadline - this.#now();
    return Math.max(0, Math.min(wait, LONGEST_SLEEP));
  }

  #runHandlers(ready: ReadyList): void {
    for (const [fd, events] of ready) {
      this.#run(() => this.handler(fd, events));
    }
  }

  /** All foreign code runs in here. */
  #run(callback: Callback): void {
    try {
      callback();
    } catch (error) {
      console.error(error);
    }
  }
}

export function isLoop(value: unknown): value is TurningLoop {
  return value instanceof TurningLoop;
}
`;

const QUOTES: [id: string, symbol: string, quote: string][] = [
  ['read-bit', 'TurningLoop.READ', 'static readonly READ = 0x001;'],
  [
    'three-states',
    'TurningLoop.#state',
    "#state: 'idle' | 'running' | 'stopping' = 'idle';",
  ],
  ['one-name', 'TurningLoop.running', "return this.#state === 'running';"],
  ['arguments-kept', 'TurningLoop.addCallback', 'this.#callbacks.push('],
  ['no-second-start', 'TurningLoop.start', 'if (this.running) throw new Error('],
  ['one-way-out', 'TurningLoop.start', 'if (!this.running) break;'],
  [
    'ready-again',
    'TurningLoop.start',
    `    } finally {
      this.#state = 'idle';`,
  ],
  [
    'freeze-the-batch',
    'TurningLoop.#runCallbacks',
    `const callbacks = this.#callbacks;
     this.#callbacks = [];`,
  ],
  ['due-first', 'TurningLoop.#runCallbacks', 'const due = this.#timeouts.popDue('],
  [
    'look-only',
    'TurningLoop.#pollTimeout',
    'if (this.#callbacks.length > 0) return 0;',
  ],
  [
    'bad-callback',
    'TurningLoop.#run',
    `    } catch (error) {
      console.error(error);`,
  ],
  ['is-loop', 'isLoop', 'return value instanceof TurningLoop;'],
];

export const NOTES: Note[] = QUOTES.map(([id, symbol, quote]) => {
  return signed(FILE, SOURCE, { id, symbol, quote });
});

/** A whole note, signed on the source as it is. */
export function signed(
  file: string,
  text: string,
  note: Pick<Note, 'id' | 'symbol' | 'quote'> & Partial<Note>,
): Note {
  const source = readSource(file, text);
  const seen = signature(source, symbolIn(source, note.symbol)?.parts ?? []);
  return {
    zh: '先换走整条队列。',
    en: 'The queue is taken away whole.',
    seen,
    ...note,
  };
}

/** What the gate says of one note, kinds and texts, and where it would stand. */
export function verdict(file: string, text: string, note: Note) {
  const { placed, problems } = place(readSource(file, text), [note]);
  return { from: placed[0]?.from, to: placed[0]?.to, problems };
}

/** The line, counted from 1, of the only line that holds a text. */
export function lineOf(text: string, part: string): number {
  const lines = text.split('\n');
  const found = lines.filter((line) => line.includes(part));
  if (found.length !== 1) throw new Error(`${found.length} lines hold "${part}"`);
  return lines.findIndex((line) => line.includes(part)) + 1;
}

export function noteOf(id: string): Note {
  const note = NOTES.find((one) => one.id === id);
  if (!note) throw new Error(`no note ${id} in the fixture`);
  return note;
}
