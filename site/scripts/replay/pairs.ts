/** Two runs of one scenario, stepped together: the good one and the broken one. */

import type { Run } from './run.ts';

export type Pair = [good: number, broken: number];

/** Turn by turn; within a turn step by step, and the shorter one waits at its end. */
export function pairsOf(good: Run, broken: Run): Pair[] {
  const turns = Math.max(good.turn(good.last), broken.turn(broken.last));
  const pairs: Pair[] = [];
  for (let turn = -1; turn <= turns; turn++) {
    const [a, b] = [spanOf(good, turn), spanOf(broken, turn)];
    const length = Math.max(a.length, b.length);
    for (let i = 0; i < length; i++) pairs.push([nth(a, i), nth(b, i)]);
  }
  return pairs;
}

interface Span {
  first: number;
  length: number;
}

function spanOf(run: Run, turn: number): Span {
  const first = run.turns.indexOf(turn);
  if (first < 0) return { first: run.turns.findLastIndex((t) => t < turn), length: 0 };
  return { first, length: run.turns.lastIndexOf(turn) - first + 1 };
}

const nth = ({ first, length }: Span, i: number): number =>
  Math.max(0, first + Math.min(i, Math.max(0, length - 1)));

/** From pair to pair by turns: the turn of a pair is that of the run that is further. */
export function turnsOf(good: Run, broken: Run, pairs: Pair[]) {
  const turns = pairs.map(([a, b]) => Math.max(good.turn(a), broken.turn(b)));
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

/** The step of the good run at which the two first differ in what can be seen. */
export function partingOf(good: Run, broken: Run): number {
  const [a, b] = [moments(good), moments(broken)];
  const parted = a.findIndex(({ seen }, i) => seen !== b[i]?.seen);
  return parted < 0 ? 0 : (a[parted]?.step ?? 0);
}

/** The steps at which something changes: how many lines lie between does not count. */
function moments(run: Run): { step: number; seen: string }[] {
  const all = run.states.map(({ phase: _, ...state }, step) => ({
    ...{ step, seen: JSON.stringify(state) },
  }));
  return all.filter(({ seen }, i) => seen !== all[i - 1]?.seen);
}
