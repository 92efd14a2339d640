/** A simulated loop that is looked at: at each thing that it does, its state is told. */

import { nameOf as nameOfCallback } from '../../../loop/core/callback.ts';
import type { Scope } from '../../../loop/core/host.ts';
import type { ReadyList } from '../../../loop/core/poller.ts';
import type { PollRecord } from '../../../loop/pollers/simulated.ts';
import { nameOf } from '../../../site/replays/inside/names.ts';
import type { Noted } from '../../../site/replays/inside/raw.ts';
import type { State } from '../../../site/replays/recording.ts';
import { written } from '../../../site/score/turns.ts';
import type { Score } from '../../exercises/support/score.ts';
import { SimulatedLoop } from '../../exercises/support/simulated-loop.ts';

/** `line` of the program is about to run; 0: the loop itself has done something. */
export interface Seen {
  readonly line: number;
  readonly state: State;
  /** What has happened since the last look. */
  readonly noted: readonly Noted[];
}

type Phase = State['phase'];
const WAKER_FD = 3;
const KINDS = {
  callbacks: 'callback',
  timeouts: 'timeout',
  handlers: 'handler',
} as const;

export class WatchedLoop extends SimulatedLoop {
  /** What `start()` has promised, each time that it was called. */
  readonly starts: Promise<void>[] = [];
  readonly errors: unknown[] = [];
  look: (seen: Seen) => void = () => {};
  complain: (name: string, error: unknown) => void = () => {};
  readonly #score: Score;
  #noted: Noted[] = [];
  #phase: Phase = null;
  #batch: string[] = []; // to run in this turn, and not run yet
  #timeout: number | null = null; // how long poll() may sleep
  #running: string | null = null;
  #turning = false;
  #before: State[] | null = null; // in a poll: how long it may sleep, and the sleep

  constructor() {
    super({ makeCurrent: true });
    const { score } = SimulatedLoop.inside(this);
    this.#score = score;
    const [scope, begin] = [score.scope.bind(score), score.beginTurn.bind(score)];
    score.scope = (ran) => this.#around(scope(ran));
    score.beginTurn = () => {
      begin();
      this.#newTurn();
    };
  }

  override start(): Promise<void> {
    const start = super.start();
    this.starts.push(start);
    return start;
  }

  /** The program calls this before each of its lines: see site/playground/trace.ts. */
  line(line: number): void {
    this.#tellBefore(); // it may stand in what happens during a sleep
    this.#tell(this.#state(), line);
  }

  protected override turn(): boolean {
    this.#turning = true;
    const goesOn = super.turn();
    if (goesOn) return true;
    this.#tell(this.#state());
    this.#turning = false;
    this.#phase = null;
    return false;
  }

  protected override poll(timeout: number): ReadyList {
    this.#prepare(timeout);
    try {
      return super.poll(timeout);
    } catch (error) {
      this.#tellBefore(); // what never ends is shown
      throw error;
    } finally {
      this.#before = null;
    }
  }

  /** Also told of a look that only later turned out to be the poll of its turn. */
  protected override polled({ timeout, start, end, ready }: PollRecord): void {
    if (this.#before === null) this.#prepare(timeout);
    this.#tellBefore();
    this.#before = null;
    const pairs = ready.map(([fd, events]): [number, number] => [fd, events]);
    this.#noted.push({
      what: 'poll',
      timeout: written(timeout),
      start,
      end,
      ready: pairs,
    });
    this.#phase = 'handler';
    const state = this.#state();
    this.#tell({ ...state, ready: pairs.map(([fd, events]) => ({ fd, events })) });
  }

  override handleCallbackException(callback: unknown, error: unknown): void {
    this.errors.push(error);
    this.complain(nameOfCallback(callback), error);
  }

  // ── What it learns ───────────────────────────────────────────────────────────

  /** The queue and what is due are taken away, to run in this turn. */
  #newTurn(): void {
    const due = this.timeouts.entries
      .filter(({ deadline, fn }) => fn && deadline <= this.time())
      .sort((a, b) => a.deadline - b.deadline || a.order - b.order);
    const taken = [...this.callbacks, ...due];
    this.#noted.push({ what: 'turn' });
    [this.#phase, this.#timeout] = ['callback', null];
    this.#batch = taken.map(({ fn }) => nameOf(fn));
    const state = this.#state();
    const stays = ({ id }: { id: number }) => !due.some(({ order }) => order === id);
    this.#tell({ ...state, callbacks: [], timeouts: state.timeouts.filter(stays) });
  }

  #around(made: Scope): Scope {
    const kind = KINDS[this.#score.stave];
    return {
      runInAsyncScope: (callback, self, ...args) => {
        this.#begins(kind, nameOf(callback));
        try {
          return made.runInAsyncScope(callback, self, ...args);
        } finally {
          this.#running = null;
          this.#noted.push({ what: 'end', time: this.time() });
        }
      },
    };
  }

  #begins(kind: 'callback' | 'timeout' | 'handler', name: string): void {
    this.#phase = kind;
    this.#running = name;
    if (kind !== 'handler') this.#batch = this.#batch.slice(1);
    this.#noted.push({ what: 'begin', kind, name, time: this.time() });
    this.#tell(this.#state());
  }

  #prepare(timeout: number): void {
    this.#batch = [];
    this.#phase = 'how';
    this.#timeout = written(timeout);
    this.#before = [this.#state(), { ...this.#state(), phase: 'sleep' }];
  }

  #tellBefore(): void {
    if (!this.#before) return;
    for (const state of this.#before) this.#tell(state);
    this.#before = [];
    this.#phase = 'sleep';
  }

  #tell(state: State, line = 0): void {
    this.look({ line, state, noted: this.#noted });
    this.#noted = [];
  }

  #state(): State {
    return {
      now: this.time(),
      turn: this.#score.turns.length,
      phase: this.#phase,
      callbacks: this.callbacks.map(({ fn }) => nameOf(fn)),
      batch: [...this.#batch],
      timeouts: this.timeouts.entries.map(({ order, deadline, fn }) => ({
        id: order,
        deadline,
        cancelled: fn === null,
        name: fn ? nameOf(fn) : '',
      })),
      interests: [...this.interests.all].map(([fd, { handler, events }]) => ({
        fd,
        events,
        what: fd === WAKER_FD ? 'waker' : '',
        handler: fd === WAKER_FD ? 'woken' : nameOf(handler),
      })),
      ready: this.ready
        .filter(({ ready }) => ready !== 0)
        .map(({ fd, ready }) => ({ fd, events: ready })),
      timeout: this.#timeout,
      running: this.#running,
      stopped: this.#turning && !this.running,
    };
  }
}
