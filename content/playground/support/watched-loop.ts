/** A simulated loop that is looked at: at each thing that it does, its state is told. */

import { nameOf } from '../../../loop/core/callback.ts';
import type { ReadyList } from '../../../loop/core/poller.ts';
import type { SimulatedPoller } from '../../../loop/pollers/simulated.ts';
import type { State } from '../../../site/replays/recording.ts';
import { type Ran, type Turn, written } from '../../../site/score/turns.ts';
import type { Score } from '../../exercises/support/score.ts';
import { SimulatedLoop } from '../../exercises/support/simulated-loop.ts';

/** `begun` has just begun, on the last of the turns. */
export type Look = (state: State, turns: readonly Turn[], begun: Ran | null) => void;

type Phase = State['phase'];
const WAKER_FD = 3;

export class WatchedLoop extends SimulatedLoop {
  readonly #score: Score;
  readonly #simulated: SimulatedPoller;
  /** What `start()` has promised, each time that it was called. */
  readonly starts: Promise<void>[] = [];
  look: Look = () => {};
  #batch: string[] = []; // to run in this turn, as it began
  #timeout: number | null = null; // how long poll() may sleep

  constructor() {
    super({ makeCurrent: true });
    const { score, poller } = SimulatedLoop.inside(this);
    this.#score = score;
    this.#simulated = poller;
    const scope = score.scope.bind(score);
    score.scope = (ran) =>
      scope(() => {
        ran();
        this.#begun();
      });
  }

  get turns(): readonly Turn[] {
    return this.#score.turns;
  }

  override start(): Promise<void> {
    const start = super.start();
    this.starts.push(start);
    return start;
  }

  protected override turn(): boolean {
    this.#batch = this.#due();
    const goesOn = super.turn();
    if (!goesOn) this.#tell('callback', null);
    return goesOn;
  }

  protected override poll(timeout: number): ReadyList {
    this.#batch = [];
    this.#timeout = written(timeout);
    const before = [this.#state('how', null), this.#state('sleep', null)];
    const polls = this.#simulated.log.length;
    const ready = this.#askOrTell(timeout, before);
    // It may only have looked: then the turn goes on after the promise jobs, and asks again.
    if (this.#simulated.log.length > polls) {
      for (const state of before) this.#show(state, null);
      this.#show(this.#state('sleep', null, ready), null);
    }
    this.#timeout = null;
    return ready;
  }

  /** A sleep that would never end is shown too: it is what went wrong. */
  #askOrTell(timeout: number, before: State[]): ReadyList {
    try {
      return super.poll(timeout);
    } catch (error) {
      for (const state of before) this.#show(state, null);
      throw error;
    }
  }

  override handleCallbackException(callback: unknown, error: unknown): void {
    this.errors.push(error);
    this.complain(nameOf(callback), error);
  }

  readonly errors: unknown[] = [];
  complain: (name: string, error: unknown) => void = () => {};

  #begun(): void {
    const turn = this.#score.turns.at(-1);
    if (!turn) return;
    const [stave, phase]: ['handlers' | 'timeouts' | 'callbacks', Phase] = turn.poll
      ? ['handlers', 'handler']
      : turn.timeouts.length > 0
        ? ['timeouts', 'timeout']
        : ['callbacks', 'callback'];
    const begun = turn[stave].at(-1) ?? null;
    if (phase !== 'handler') this.#batch = this.#batch.slice(1);
    this.#tell(phase, begun);
  }

  /** What a turn that begins now will run. */
  #due(): string[] {
    const due = this.timeouts.entries
      .filter(({ deadline, callback }) => callback && deadline <= this.time())
      .sort((a, b) => a.deadline - b.deadline || a.order - b.order);
    return [...this.callbacks, ...due.map(({ callback }) => callback)].map((callback) =>
      nameOf(callback?.fn),
    );
  }

  #tell(phase: Phase, begun: Ran | null): void {
    this.#show(this.#state(phase, begun), begun);
  }

  #show(state: State, begun: Ran | null): void {
    this.look(state, this.#score.turns, begun);
  }

  #state(phase: Phase, begun: Ran | null, reported?: ReadyList): State {
    return {
      now: this.time(),
      turn: this.#score.turns.length,
      phase,
      callbacks: this.callbacks.map(({ fn }) => nameOf(fn)),
      batch: [...this.#batch],
      timeouts: this.timeouts.entries.map(({ order, deadline, callback }) => ({
        id: order,
        deadline,
        cancelled: callback === null,
        name: callback ? nameOf(callback.fn) : '',
      })),
      interests: [...this.interests.all].map(([fd, { handler, events }]) => ({
        fd,
        events,
        what: fd === WAKER_FD ? 'waker' : '',
        handler: fd === WAKER_FD ? 'woken' : nameOf(handler),
      })),
      ready: [...(reported ?? this.ready)].map(([fd, events]) => ({ fd, events })),
      timeout: this.#timeout,
      running: begun?.name ?? null,
      stopped: !this.running && this.#score.turns.length > 0,
    };
  }
}
