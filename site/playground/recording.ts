/** From what a program tells to a recording, as the player draws it. */

import type { Failure } from '../exercises/exercise.ts';
import type { Noted } from '../replays/inside/raw.ts';
import type { Recording, State, Step } from '../replays/recording.ts';
import { turnsOf } from '../replays/turns.ts';
import type { Told } from './play.ts';

const START: State = {
  now: 0,
  turn: 0,
  phase: null,
  callbacks: [],
  batch: [],
  timeouts: [],
  interests: [],
  ready: [],
  timeout: null,
  running: null,
  stopped: false,
};
// The loop's own lines are not followed here: what it does stands in a file of its own.
const FILES = ['program.ts', 'loop/'];
const SYMBOLS = ['', 'PollIOLoop.turn'];

export class Recorder {
  readonly #steps: Step[] = [];
  readonly #noted: (readonly Noted[])[] = [];
  failure: Failure | null = null;

  hear(told: Told): void {
    if (told.tell === 'step') this.#step(told);
    if (told.tell !== 'end') return;
    this.failure = told.failure;
    const last = this.#steps.at(-1);
    if (last && told.printed.length > 0) {
      this.#steps.push({ ...last, ...printedBy(told.printed) });
      this.#noted.push([]);
    }
  }

  get steps(): number {
    return this.#steps.length;
  }

  /** What had been printed before a step ran; all of it, at the last. */
  printedAt(step: number): string {
    const last = step >= this.steps - 1 ? Infinity : step + 1;
    return this.#steps
      .slice(0, last)
      .map(({ printed = '' }) => printed)
      .join('');
  }

  get recording(): Recording {
    return {
      id: 'playground',
      backEnd: 'simulated',
      node: '',
      kernel: '',
      files: FILES,
      symbols: SYMBOLS,
      start: this.#steps[0]?.state as State,
      steps: this.#steps,
      turns: turnsOf(this.#noted),
      ...(this.#steps.length === 0 && { start: START }),
    };
  }

  #step({ seen, printed }: Extract<Told, { tell: 'step' }>): void {
    const { line, state, noted } = seen;
    const place = { file: line ? 0 : 1, line: line || 1, symbol: line ? 0 : 1 };
    const depth = state.running === null ? 1 : 3;
    this.#steps.push({ ...place, depth, state, ...printedBy(printed) });
    this.#noted.push(noted);
  }
}

const printedBy = (lines: readonly string[]): Pick<Step, 'printed'> =>
  lines.length > 0 ? { printed: lines.map((line) => `${line}\n`).join('') } : {};
