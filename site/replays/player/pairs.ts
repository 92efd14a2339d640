/** Two runs of one scenario, stepped together: the good one and the broken one. */

import type { State } from '../recording.ts';
import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';

export type Pair = [good: number, broken: number];

/** Turn by turn; within a turn event by event, and the shorter one waits at its end. */
export function pairsOf(good: Told, broken: Told): Pair[] {
  const turns = Math.max(lastTurnOf(good), lastTurnOf(broken));
  const pairs: Pair[] = [];
  for (let turn = -1; turn <= turns; turn++) {
    const [a, b] = [spanOf(good, turn), spanOf(broken, turn)];
    const length = Math.max(a.length, b.length);
    for (let i = 0; i < length; i++) pairs.push([nth(a, i), nth(b, i)]);
  }
  return pairs;
}

export interface Told {
  run: Run;
  events: readonly LoopEvent[];
}

const turnAt = ({ events }: Told, at: number): number => events[at]?.turn ?? -1;

const lastTurnOf = (told: Told): number => turnAt(told, told.events.length - 1);

interface Span {
  first: number;
  length: number;
}

function spanOf({ events }: Told, turn: number): Span {
  const turns = events.map((event) => event.turn);
  const first = turns.indexOf(turn);
  if (first < 0) return { first: turns.findLastIndex((t) => t < turn), length: 0 };
  return { first, length: turns.lastIndexOf(turn) - first + 1 };
}

const nth = ({ first, length }: Span, i: number): number =>
  Math.max(0, first + Math.min(i, Math.max(0, length - 1)));

/** From pair to pair by turns: the turn of a pair is that of the run that is further. */
export function turnsOf(good: Told, broken: Told, pairs: Pair[]) {
  const turns = pairs.map(([a, b]) => Math.max(turnAt(good, a), turnAt(broken, b)));
  const firstOf = (turn: number) => Math.max(0, turns.indexOf(turn));
  return {
    next(at: number): number {
      const next = turns.findIndex((turn) => turn > (turns[at] ?? 0));
      return next < 0 ? turns.length - 1 : next;
    },
    previous(at: number): number {
      const turn = turns[at] ?? 0;
      return at > firstOf(turn) ? firstOf(turn) : firstOf(turn - 1);
    },
  };
}

/** The first pair at which one of the two shows what the other will not. */
export function partingOf(good: Told, broken: Told, pairs: Pair[]): number {
  const [a, b] = [moments(good), moments(broken)];
  const parted = a.findIndex(({ seen }, i) => seen !== b[i]?.seen);
  if (parted < 0) return 0;
  const [first, second] = [a[parted]?.event ?? 0, b[parted]?.event ?? Infinity];
  return pairs.findIndex(([i, k]) => i >= first || k >= second);
}

/** The events after which something is different: lines in between do not count. */
function moments({ run, events }: Told): { event: number; seen: string }[] {
  const real = run.recording.backEnd !== 'simulated';
  let [printed, from] = ['', 0];
  const all = events.map(({ step }, event) => {
    for (; from <= step; from++) printed += run.step(from).printed ?? '';
    const state = run.state(step);
    const shown = real ? timeless(state) : state;
    return { event, seen: JSON.stringify([{ ...shown, phase: null }, printed]) };
  });
  return all.filter(({ seen }, i) => seen !== all[i - 1]?.seen);
}

/** By a real clock no two runs are alike, and that says nothing about the loops. */
function timeless(state: State): State {
  const timeouts = state.timeouts.map((entry) => ({ ...entry, deadline: 0 }));
  return { ...state, now: 0, timeout: null, timeouts };
}
