/**
 * What waits in the recorded loop: callbacks, timeouts, descriptors. Most of it lies in
 * private fields, see peek.ts; but what was taken away to be run in this turn lies only
 * in local variables, so of that a list is kept here.
 */

import type { HeapEntry, State } from '../recording.ts';
import { nameOf } from './names.ts';
import type { Numbers } from './numbers.ts';
import type { Peek } from './peek.ts';

export type Queued = { fn: unknown };
export type Entry = { deadline: number; order: number; callback: Queued | null };
export type Kind = 'callback' | 'timeout';

type Waiting = Pick<
  State,
  'callbacks' | 'batch' | 'timeouts' | 'interests' | 'ready' | 'stopped'
>;

export class Queues {
  readonly peek: Partial<Peek> = {};
  readonly #numbers: Numbers;
  readonly #ran = new WeakSet<object>(); // callbacks that have begun
  readonly #fromHeap = new WeakSet<object>(); // callbacks that are timeouts'
  readonly #names = new WeakMap<object, string>(); // of timeouts, before they lost theirs
  readonly #asked = new Map<number, number>(); // events, by descriptor
  #lastLoop: object | null = null;
  #lastQueue: Queued[] = [];
  #batch: Queued[] = []; // taken away to run in this turn
  #due: Entry[] = []; // the same, of the heap

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  // ── What it is told ──────────────────────────────────────────────────────────

  added(callback: Queued, entry: Entry | undefined): void {
    this.#fromHeap.add(callback);
    if (entry) this.#names.set(entry, nameOf(callback.fn));
  }

  popped(due: readonly Entry[]): void {
    this.#due = [...due];
  }

  asked(fd: number, events: number): void {
    this.#asked.set(fd, events);
  }

  /** A callback is about to run; was it a timeout's? */
  begins(loop: object | null, callback: Queued): Kind {
    this.#look(loop);
    this.#ran.add(callback);
    this.#batch = this.#batch.filter((other) => other !== callback);
    this.#due = this.#due.filter((entry) => entry.callback !== null);
    return this.#fromHeap.has(callback) ? 'timeout' : 'callback';
  }

  // ── What it says ─────────────────────────────────────────────────────────────

  now(loop: object | null): Waiting {
    const seen = this.#look(loop);
    const due = this.#due.filter(({ callback }) => callback);
    const waiting = seen?.callbacks.filter((each) => !this.#ran.has(each)) ?? [];
    return {
      callbacks: waiting.map(nameOfQueued),
      batch: [
        ...this.#batch.map(nameOfQueued),
        ...due.map((each) => this.#nameOf(each)),
      ],
      timeouts: this.#entries(seen?.timeouts).map((entry) => this.#heapEntry(entry)),
      interests: this.#interests(seen?.interests),
      ready: [...(seen?.ready ?? [])].map(([real, events]) => ({
        fd: this.#numbers.fd(real),
        events,
      })),
      stopped: seen ? this.#isStopped(seen.life) : false,
    };
  }

  /** The private fields. A queue that has been exchanged was taken away to be run. */
  #look(loop: object | null) {
    if (!loop || !this.peek.loop) return undefined;
    const seen = this.peek.loop(loop);
    const callbacks = seen.callbacks as Queued[];
    if (loop !== this.#lastLoop) this.#lastQueue = callbacks;
    this.#lastLoop = loop;
    if (callbacks !== this.#lastQueue) {
      this.#batch = this.#lastQueue.filter((queued) => !this.#ran.has(queued));
      this.#lastQueue = callbacks;
    }
    return { ...seen, callbacks };
  }

  #entries(heap: object | undefined): Entry[] {
    return heap && this.peek.heap ? (this.peek.heap(heap) as Entry[]) : [];
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
    return [...this.peek.interests(list)].map(([real, { source, handler }]) => ({
      fd: this.#numbers.fd(real),
      what: whatIs(source),
      events: this.#asked.get(real) ?? 0,
      handler: nameOf(handler),
    }));
  }

  #isStopped(life: object): boolean {
    return ['stopping', 'stopped'].includes(this.peek.life?.(life) ?? '');
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
