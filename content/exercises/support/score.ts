/** What a loop has done, turn by turn: for the score that is drawn beside the tests. */

import type { Scope } from '../../../loop/core/host.ts';
import type { Fd } from '../../../loop/core/poller.ts';
import type { PollRecord } from '../../../loop/pollers/simulated.ts';
import { type Ran, type Turn, written } from '../../../site/score/turns.ts';

export type Stave = 'callbacks' | 'timeouts' | 'handlers';

const LONGEST_STAVE = 24; // of one turn; a turn that never ends must not fill the memory

export class Score {
  readonly turns: Turn[] = [];
  readonly #now: () => number;
  #stave: Stave = 'handlers';

  constructor(now: () => number) {
    this.#now = now;
  }

  beginTurn(): void {
    this.turns.push({ callbacks: [], timeouts: [], handlers: [] });
  }

  poll({ timeout, start, end, ready }: PollRecord): void {
    const turn = this.turns.at(-1);
    if (!turn) return;
    turn.poll = { timeout: written(timeout), start, end, ready };
  }

  get stave(): Stave {
    return this.#stave;
  }

  /** What is captured next stands on this stave. */
  on(stave: Stave): void {
    this.#stave = stave;
  }

  /**
   * The loop captures one for each function that it is given: the one place where a
   * program that is run from outside can see it called, without a look into the loop.
   */
  scope(ran: () => void): Scope {
    const stave = this.#stave;
    return {
      runInAsyncScope: (callback, self, ...args) => {
        const entry = this.#begin(stave, nameOf(callback, args[0]));
        ran();
        try {
          return callback.apply(self, args);
        } finally {
          entry.end = this.#now();
        }
      },
    };
  }

  #begin(stave: Stave, name: string): Ran {
    const now = this.#now();
    const entry = { name, start: now, end: now };
    const list = this.turns.at(-1)?.[stave];
    if (list && list.length < LONGEST_STAVE) list.push(entry);
    return entry;
  }
}

function nameOf(callback: { name: string }, first: unknown): string {
  if (callback.name) return callback.name;
  if (typeof first === 'number') return `fd ${first satisfies Fd}`;
  return isSource(first) ? `fd ${first.fileno()}` : '·';
}

function isSource(value: unknown): value is { fileno(): Fd } {
  return typeof value === 'object' && value !== null && 'fileno' in value;
}
