/**
 * What waits in the recorded loop: callbacks, timeouts, descriptors. Its fields are
 * protected, as subclasses see them; a recorder reads the same ones from outside, which
 * only TypeScript would forbid. But what was taken away to be run in this turn lies in
 * local variables, so of that a list is kept here.
 */

import type { HeapEntry, State } from '../recording.ts';
import { nameOf } from './names.ts';
import type { Numbers } from './numbers.ts';

export type Queued = { fn: unknown };
export type Entry = Queued & { deadline: number; order: number };
export type Kind = 'callback' | 'timeout';

/** The fields of PollIOLoop that a recording shows. */
export interface Loop {
  readonly poller: { readonly now?: number }; // simulated time
  readonly callbacks: Queued[];
  readonly timeouts: { readonly entries: readonly Entry[] };
  readonly interests: { readonly all: ReadonlyMap<number, Interest> };
  readonly ready: readonly { fd: number; ready: number }[];
  readonly life: { readonly stopped: boolean };
}

type Interest = { source: unknown; handler: unknown; events: number };

type Waiting = Pick<
  State,
  'callbacks' | 'batch' | 'timeouts' | 'interests' | 'ready' | 'stopped'
>;

export class Queues {
  readonly #numbers: Numbers;
  readonly #ran = new WeakSet<object>(); // callbacks that have begun
  readonly #fromHeap = new WeakSet<object>(); // callbacks that are timeouts'
  readonly #names = new WeakMap<object, string>(); // of timeouts, before they lost theirs
  #lastLoop: Loop | null = null;
  #lastQueue: Queued[] = [];
  #batch: Queued[] = []; // taken away to run in this turn
  #due: Entry[] = []; // the same, of the heap

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  // ── What it is told ──────────────────────────────────────────────────────────

  added(timeout: Entry): void {
    this.#fromHeap.add(timeout);
    this.#names.set(timeout, nameOf(timeout.fn));
  }

  popped(due: readonly Entry[]): void {
    this.#due = [...due];
  }

  /** A callback is about to run; was it a timeout's? */
  begins(loop: Loop | null, callback: Queued): Kind {
    this.#look(loop);
    this.#ran.add(callback);
    this.#batch = this.#batch.filter((other) => other !== callback);
    this.#due = this.#due.filter((entry) => entry !== callback && entry.fn !== null);
    return this.#fromHeap.has(callback) ? 'timeout' : 'callback';
  }

  // ── What it says ─────────────────────────────────────────────────────────────

  now(loop: Loop | null): Waiting {
    this.#look(loop);
    const due = this.#due.filter(({ fn }) => fn !== null);
    const waiting = loop?.callbacks.filter((each) => !this.#ran.has(each)) ?? [];
    return {
      callbacks: waiting.map(nameOfQueued),
      batch: [
        ...this.#batch.map(nameOfQueued),
        ...due.map((each) => this.#nameOf(each)),
      ],
      timeouts: loop?.timeouts.entries.map((entry) => this.#heapEntry(entry)) ?? [],
      interests: [...(loop?.interests.all ?? [])].map((each) => this.#interest(each)),
      ready: (loop?.ready ?? [])
        .filter(({ ready }) => ready !== 0)
        .map(({ fd, ready }) => ({ fd: this.#numbers.fd(fd), events: ready })),
      stopped: loop?.life.stopped ?? false,
    };
  }

  /** A queue that has been exchanged was taken away to be run. */
  #look(loop: Loop | null): void {
    if (!loop) return;
    const { callbacks } = loop;
    if (loop !== this.#lastLoop) this.#lastQueue = callbacks;
    this.#lastLoop = loop;
    if (callbacks === this.#lastQueue) return;
    this.#batch = this.#lastQueue.filter((queued) => !this.#ran.has(queued));
    this.#lastQueue = callbacks;
  }

  #heapEntry(entry: Entry): HeapEntry {
    return {
      id: entry.order,
      name: this.#nameOf(entry),
      deadline: tidy(entry.deadline),
      cancelled: entry.fn === null,
    };
  }

  #nameOf(entry: Entry): string {
    return this.#names.get(entry) ?? nameOf(entry.fn);
  }

  #interest([real, interest]: [number, Interest]): State['interests'][number] {
    return {
      fd: this.#numbers.fd(real),
      what: whatIs(interest.source),
      events: interest.events,
      handler: nameOf(interest.handler),
    };
  }
}

/** To a thousandth: what is finer is the arithmetic of floating point. */
export function tidy(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

const nameOfQueued = ({ fn }: Queued): string => nameOf(fn);

/** `fd`, or the class of an object that has one: `Socket`. */
function whatIs(source: unknown): string {
  if (typeof source !== 'object' || source === null) return 'fd';
  if ('drain' in source && 'wake' in source) return 'waker';
  return source.constructor.name;
}
