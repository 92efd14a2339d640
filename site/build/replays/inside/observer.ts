/**
 * What goes on in the recorded loop: which turn it is, what runs, what is asked of the
 * poller. It hangs around methods that have a name, and changes nothing that they do;
 * what is in private fields it gets by way of peek.ts.
 */

import type { Call, HeapEntry, State } from '../recording.ts';
import type { Clock } from './clock.ts';
import { nameOf } from './names.ts';
import type { Numbers } from './numbers.ts';
import type { Peek } from './peek.ts';
import type { Look, Noted } from './raw.ts';
import { wrap } from './wrap.ts';

type Class = { prototype: object };
type Queued = { fn: unknown };
type Entry = { deadline: number; order: number; callback: Queued | null };
type Loop = { life: object; poller?: { now?: number } };
type Kind = 'callback' | 'timeout' | 'handler';

export class Observer {
  readonly peek: Partial<Peek> = {};
  readonly #clock: Clock;
  readonly #numbers: Numbers;
  readonly #calls: Call[];
  #printed = '';
  #noted: Noted[] = [];

  #loop: Loop | null = null;
  #turn = 0;
  #timeout: number | null = null;
  #running: string | null = null;
  readonly #ran = new WeakSet<object>(); // callbacks that have begun
  readonly #kinds = new WeakMap<object, Kind>(); // callbacks that came from the heap
  readonly #names = new WeakMap<object, string>(); // of timeouts, before they lost theirs
  readonly #asked = new Map<number, number>(); // events, by descriptor
  #lastQueue: Queued[] = [];
  #batch: Queued[] = []; // taken away to run in this turn
  #due: Entry[] = [];

  constructor(clock: Clock, numbers: Numbers, calls: Call[]) {
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

  // ── What is hung around the loop ─────────────────────────────────────────────

  watchLoop({ prototype }: Class): void {
    wrap(prototype, 'addHandler', { before: (loop: Loop) => this.#found(loop) });
    wrap(prototype, 'turn', { before: () => this.#newTurn() });
    wrap(prototype, 'pollTimeout', {
      after: (_loop, _args, timeout?: number) => {
        this.#timeout = timeout ?? null;
      },
    });
  }

  watchGuard({ prototype }: Class): void {
    const after = () => this.#ended();
    wrap(prototype, 'runCallback', {
      before: (_guard, [callback]: [Queued]) => this.#runs(callback),
      after,
    });
    wrap(prototype, 'runHandler', {
      before: (_guard, [interest]: [{ handler: unknown }]) =>
        this.#starts('handler', nameOf(interest.handler)),
      after,
    });
  }

  watchHeap({ prototype }: Class): void {
    wrap(prototype, 'add', {
      after: (_heap, [, callback]: [number, Queued], entry?: Entry) => {
        this.#kinds.set(callback, 'timeout');
        if (entry) this.#names.set(entry, nameOf(callback.fn));
      },
    });
    wrap(prototype, 'popDue', {
      after: (_heap, _args, due?: Entry[]) => {
        this.#due = [...(due ?? [])];
      },
    });
  }

  watchPoller({ prototype }: Class): void {
    type Args = [fd: number, events: number];
    const ask = (_poller: object, [fd, events]: Args, _: unknown, failed: boolean) => {
      if (!failed) this.#asked.set(fd, events);
    };
    wrap(prototype, 'register', { after: ask });
    wrap(prototype, 'modify', { after: ask });
    let start = 0;
    wrap(prototype, 'poll', {
      before: (_poller, [timeout]: [number]) => {
        start = this.#now();
        this.#timeout = timeout;
      },
      after: (_poller, [timeout]: [number], found?: Map<number, number>) =>
        this.#polled(timeout, start, found),
    });
  }

  // ── What it learns ───────────────────────────────────────────────────────────

  #polled(timeout: number, start: number, found?: Map<number, number>): void {
    const ready = [...(found ?? [])].map(([fd, events]): [number, number] => [
      this.#fd(fd),
      events,
    ]);
    this.#note({
      what: 'poll',
      timeout: shown(timeout),
      start,
      end: this.#now(),
      ready,
    });
  }

  #found(loop: Loop): void {
    this.#loop ??= loop;
  }

  #newTurn(): void {
    this.#turn++;
    this.#timeout = null;
    this.#note({ what: 'turn' });
  }

  #runs(callback: Queued): void {
    this.#look();
    const kind = this.#kinds.get(callback) ?? 'callback';
    this.#batch = this.#batch.filter((other) => other !== callback);
    this.#due = this.#due.filter((entry) => entry.callback !== null);
    this.#ran.add(callback);
    this.#starts(kind, nameOf(callback.fn));
  }

  #starts(kind: Kind, name: string): void {
    this.#running = name;
    this.#note({ what: 'begin', kind, name, time: this.#now() });
  }

  #ended(): void {
    this.#running = null;
    this.#note({ what: 'end', time: this.#now() });
  }

  #note(noted: Noted): void {
    this.#noted.push(noted);
  }

  // ── What it says, step by step ───────────────────────────────────────────────

  /** The state now, and what has happened since the last look. */
  look(): Look {
    const look: Look = {
      state: this.#state(),
      noted: this.#noted,
      calls: this.#calls.splice(0),
      printed: this.#printed,
    };
    this.#noted = [];
    this.#printed = '';
    return look;
  }

  #state(): Omit<State, 'phase'> {
    const seen = this.#look();
    const timeouts = seen ? (this.peek.heap?.(seen.timeouts) as Entry[]) : [];
    return {
      now: this.#now(),
      turn: this.#turn,
      callbacks:
        seen?.callbacks.filter((c) => !this.#ran.has(c)).map(nameOfQueued) ?? [],
      batch: [
        ...this.#batch.map(nameOfQueued),
        ...this.#due
          .filter((entry) => entry.callback)
          .map((entry) => this.#nameOf(entry)),
      ],
      timeouts: timeouts.map((entry) => this.#heapEntry(entry)),
      interests: this.#interests(seen?.interests),
      ready: [...(seen?.ready ?? [])].map(([fd, events]) => ({
        fd: this.#fd(fd),
        events,
      })),
      timeout: this.#timeout === null ? null : shown(this.#timeout),
      running: this.#running,
      stopped: this.#stopped(),
    };
  }

  /** The private fields. A queue that has been exchanged was taken away to be run. */
  #look() {
    if (!this.#loop || !this.peek.loop) return undefined;
    const seen = this.peek.loop(this.#loop);
    const callbacks = seen.callbacks as Queued[];
    if (callbacks !== this.#lastQueue) {
      this.#batch = this.#lastQueue.filter((queued) => !this.#ran.has(queued));
      this.#lastQueue = callbacks;
    }
    return { ...seen, callbacks };
  }

  #heapEntry(entry: Entry): HeapEntry {
    return {
      id: entry.order,
      name: this.#nameOf(entry),
      deadline: tidy(entry.deadline),
      cancelled: entry.callback === null,
    };
  }

  #nameOf(entry: Entry): string {
    return this.#names.get(entry) ?? nameOf(entry.callback?.fn);
  }

  #interests(list: object | undefined): State['interests'] {
    if (!list || !this.peek.interests) return [];
    return [...this.peek.interests(list)].map(([fd, { source, handler }]) => ({
      fd: this.#fd(fd),
      what: whatIs(source),
      events: this.#asked.get(fd) ?? 0,
      handler: nameOf(handler),
    }));
  }

  #stopped(): boolean {
    const state = this.#loop?.life && this.peek.life?.(this.#loop.life);
    return state === 'stopping' || state === 'stopped';
  }

  #fd(real: number): number {
    return this.#numbers.fd(real);
  }

  /** Not the loop's own time(): a scenario may have a clock that moves when read. */
  #now(): number {
    return tidy(this.#loop?.poller?.now ?? this.#clock.now());
  }
}

const tidy = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000;
const shown = (timeout: number): number => (timeout === Infinity ? -1 : tidy(timeout));
const nameOfQueued = ({ fn }: Queued): string => nameOf(fn);

/** `fd`, or the class of an object that has one: `KernelWaker`, `Socket`. */
function whatIs(source: unknown): string {
  if (typeof source !== 'object' || source === null) return 'fd';
  if ('drain' in source && 'wake' in source) return 'waker';
  return source.constructor.name;
}
