/** From what a program tells to a recording, as the player draws it. */

import type { Failure } from '../exercises/exercise.ts';
import type { Recording, State } from '../replays/recording.ts';
import type { Ran, Turn } from '../score/turns.ts';
import type { Told } from './play.ts';

const NOTHING: State = {
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

export class Recorder {
  readonly #states: State[] = [];
  readonly #printed: string[][] = [];
  readonly #turns: Turn[] = [];
  readonly #firsts: number[] = []; // the first step of each turn
  readonly #begins = new Map<string, number>(); // where each piece of work begins
  failure: Failure | null = null;

  hear(told: Told): void {
    if (told.tell === 'starts') return;
    if (told.tell === 'step') this.#step(told);
    if (told.tell === 'end') {
      this.failure = told.failure;
      if (told.turn && this.#turns.length > 0)
        this.#turns[this.#turns.length - 1] = told.turn;
      this.#print(told.printed);
    }
  }

  get steps(): number {
    return this.#states.length;
  }

  /** What had been printed before step `index`; all of it, after the last. */
  printedAt(index: number): string[] {
    const last = index >= this.steps - 1;
    return this.#printed.slice(0, last ? undefined : index + 1).flat();
  }

  get recording(): Recording {
    return {
      id: 'playground',
      backEnd: 'simulated',
      node: '',
      kernel: '',
      files: ['program.ts'],
      symbols: [''],
      start: NOTHING,
      steps: this.#states.map((state) => {
        return { file: 0, line: 1, symbol: 0, depth: 0, state };
      }),
      turns: this.#turns.map((turn, i) => this.#drawn(turn, i)),
    };
  }

  #step({ state, printed, turn }: Extract<Told, { tell: 'step' }>): void {
    const index = this.#states.length;
    this.#states.push(state);
    this.#print(printed);
    if (!turn || state.turn === 0) return;
    const at = state.turn - 1;
    this.#turns[at] = turn;
    this.#firsts[at] ??= index;
    for (const stave of ['callbacks', 'timeouts', 'handlers'] as const) {
      const key = `${at} ${stave} ${turn[stave].length - 1}`;
      if (!this.#begins.has(key)) this.#begins.set(key, index);
    }
    if (turn.poll)
      this.#begins.set(`${at} poll`, this.#begins.get(`${at} poll`) ?? index);
  }

  #print(lines: readonly string[]): void {
    this.#printed.push([...lines]);
  }

  #drawn(turn: Turn, at: number): Recording['turns'][number] {
    const first = this.#firsts[at] ?? 0;
    const step = (key: string) => this.#begins.get(`${at} ${key}`) ?? first;
    const ran = (stave: 'callbacks' | 'timeouts' | 'handlers') =>
      turn[stave].map((each: Ran, i) => ({ ...each, step: step(`${stave} ${i}`) }));
    const lists = { callbacks: ran('callbacks'), timeouts: ran('timeouts') };
    const made = { first, ...lists, handlers: ran('handlers') };
    if (!turn.poll) return made;
    const poll = { ...turn.poll, step: step('poll') };
    return { ...made, poll };
  }
}
