/**
 * What goes on in the recorded loop: which turn it is, what runs, what is asked of the
 * poller. It hangs around methods that have a name, and changes nothing that they do.
 */

import { written } from '../../score/turns.ts';
import type { Call, State } from '../recording.ts';
import type { Clock } from './clock.ts';
import { nameOf } from './names.ts';
import type { Numbers } from './numbers.ts';
import { type Entry, type Loop, type Queued, Queues, tidy } from './queues.ts';
import type { Look, Noted } from './raw.ts';
import { wrap } from './wrap.ts';

type Class = { prototype: object };
type Ready = Map<number, number>;

export class Observer {
  readonly queues: Queues;
  readonly #clock: Clock;
  readonly #numbers: Numbers;
  readonly #calls: Call[];
  #printed = '';
  #noted: Noted[] = [];

  #loop: Loop | null = null;
  #turn = 0;
  #timeout: number | null = null;
  #running: string | null = null;

  constructor(clock: Clock, numbers: Numbers, calls: Call[]) {
    this.queues = new Queues(numbers);
    this.#clock = clock;
    this.#numbers = numbers;
    this.#calls = calls;
  }

  /** The program begins. What was noted of the loading of modules is forgotten. */
  begin(): void {
    this.#clock.restart();
    this.#calls.length = 0;
    this.#noted = [];
  }

  /** `epoll`, `hosted`: what the class of the loop is called by. Empty without one. */
  get backEnd(): string {
    const name = this.#loop?.constructor.name ?? '';
    return name.replace(/IOLoop$/, '').toLowerCase();
  }

  print(text: string): void {
    this.#printed += text;
  }

  /** The state now, and what has happened since the last look. */
  look(): Look {
    const [noted, printed] = [this.#noted, this.#printed];
    this.#noted = [];
    this.#printed = '';
    return { state: this.#state(), noted, calls: this.#calls.splice(0), printed };
  }

  // ── What is hung around the loop ─────────────────────────────────────────────

  watchLoop({ prototype }: Class): void {
    wrap(prototype, 'addHandler', {
      before: (loop: Loop) => {
        this.#loop ??= loop;
      },
    });
    wrap(prototype, 'turn', { before: (loop: Loop) => this.#newTurn(loop) });
    wrap(prototype, 'pollTimeout', {
      after: (_loop, _args, timeout?: number) => {
        this.#timeout = timeout ?? null;
      },
    });
  }

  watchGuard({ prototype }: Class): void {
    const after = () => this.#ended();
    wrap(prototype, 'runCallback', {
      before: (_guard, [callback]: [Queued]) =>
        this.#begins(this.queues.begins(this.#loop, callback), callback.fn),
      after,
    });
    wrap(prototype, 'runHandler', {
      before: (_guard, [{ handler }]: [{ handler: unknown }]) =>
        this.#begins('handler', handler),
      after,
    });
  }

  watchHeap({ prototype }: Class): void {
    wrap(prototype, 'add', {
      before: (_heap, [timeout]: [Entry]) => this.queues.added(timeout),
    });
    wrap(prototype, 'popDue', {
      after: (_heap, _args, due?: Entry[]) => this.queues.popped(due ?? []),
    });
  }

  watchPoller({ prototype }: Class): void {
    let start = 0;
    wrap(prototype, 'poll', {
      before: (_poller, [timeout]: [number]) => {
        start = this.#now();
        this.#timeout = timeout;
      },
      after: (_poller, [timeout]: [number], found?: Ready) =>
        this.#polled(shown(timeout), start, found ?? new Map()),
    });
  }

  // ── What it learns ───────────────────────────────────────────────────────────

  /** Where there are several loops, the one that turns is looked at. */
  #newTurn(loop: Loop): void {
    this.#loop = loop;
    this.#turn++;
    this.#timeout = null;
    this.#noted.push({ what: 'turn' });
  }

  #begins(kind: 'callback' | 'timeout' | 'handler', fn: unknown): void {
    this.#running = nameOf(fn);
    this.#noted.push({ what: 'begin', kind, name: this.#running, time: this.#now() });
  }

  #ended(): void {
    this.#running = null;
    this.#noted.push({ what: 'end', time: this.#now() });
  }

  #polled(timeout: number, start: number, found: Ready): void {
    const ready = [...found].map(([real, events]): [number, number] => [
      this.#numbers.fd(real),
      events,
    ]);
    this.#noted.push({ what: 'poll', timeout, start, end: this.#now(), ready });
  }

  #state(): Omit<State, 'phase'> {
    return {
      now: this.#now(),
      turn: this.#turn,
      ...this.queues.now(this.#loop),
      timeout: this.#timeout === null ? null : shown(this.#timeout),
      running: this.#running,
    };
  }

  /** Not the loop's own time(): a scenario may have a clock that moves when read. */
  #now(): number {
    return tidy(this.#loop?.poller.now ?? this.#clock.now());
  }
}

const shown = (timeout: number): number => written(tidy(timeout));
