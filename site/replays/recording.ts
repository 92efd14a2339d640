/**
 * What a recording holds: one real run of a scenario, line by line. The recorder writes
 * it, the player and the questions read it, `schema.ts` checks it. Times are in ms from
 * the start of the run, on the clock of the loop; descriptors are numbered as the kernel
 * would in a fresh process, so that two recordings of one scenario are alike.
 */

import type * as drawn from '../score/turns.ts';
import type { Stave } from '../ui/concepts.ts';

/** The staves of the score: where in a turn the thread is. */
export type Phase = Stave;

export interface Recording {
  /** The slug of the scenario, `next-turn`; of a broken twin, `next-turn~no-snapshot`. */
  id: string;
  /** `epoll`, `simulated`, `hosted`, … */
  backEnd: string;
  node: string;
  kernel: string;
  /** Paths from the root of the project; steps and frames name them by index. */
  files: string[];
  /** As notes spell them, `PollIOLoop.#runCallbacks`; steps name them by index. */
  symbols: string[];
  /** Before the first step. */
  start: State;
  steps: Step[];
  turns: Turn[];
}

/** The thread is about to run this line. */
export interface Step {
  file: number;
  line: number; // from 1
  symbol: number;
  depth: number; // of calls, within the files that are shown
  /** What is different from the step before, field by field. */
  state?: Partial<State>;
  /** System calls made since the step before. */
  calls?: Call[];
  /** What the program printed since the step before. */
  printed?: string;
}

export interface State {
  now: number;
  turn: number; // from 1; 0 before the first
  phase: Phase | null;
  /** To run in the next turn, first in, first out. */
  callbacks: string[];
  /** Taken away to run in this turn, and not run yet; due timeouts come last. */
  batch: string[];
  /** In the order of the heap's array: the parent of [i] is [(i - 1) >> 1]. */
  timeouts: HeapEntry[];
  interests: { fd: number; what: string; events: number; handler: string }[];
  ready: { fd: number; events: number }[];
  /** How long poll() may sleep, ms, or FOREVER; null: not asked yet in this turn. */
  timeout: number | null;
  /** The callback, timeout or handler that is running. */
  running: string | null;
  stopped: boolean;
}

export interface HeapEntry {
  id: number; // the order in which it was made
  name: string;
  deadline: number;
  cancelled: boolean;
}

export interface Call {
  name: string; // `epoll_wait`
  /** As strace prints them, one text for each argument: `EPOLLIN`, `[{…}]`, `-1`. */
  args: string[];
  result: string; // `1`, `-1`
  errno?: string; // `EAGAIN`
  start: number; // ms
  end: number; // ms
}

/** Where in the recording: the step at which it begins. */
type At = { step: number };

/** A turn of the recording; `first` is its first step. */
export type Turn = drawn.Turn<At> & { first: number };

export type Ran = drawn.Ran & At;

/** The state before step `index` has run: the deltas up to it, laid over the start. */
export function stateAt({ start, steps }: Recording, index: number): State {
  let state = start;
  for (const step of steps.slice(0, index + 1)) state = { ...state, ...step.state };
  return state;
}
