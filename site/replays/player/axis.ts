/**
 * One axis of time for two films, so that what happens at one time stands at one place.
 * Between two sleeps a run takes some room on the paper, and no time; at each moment the
 * axis leaves the room of the run that needs more.
 */

import { type Shape, score } from '../../score/score.ts';
import type { Turn } from '../../score/turns.ts';
import { SHAPE } from './film-plan.ts';

interface Sleep {
  start: number; // ms
  end: number;
  before: number; // px since the last sleep, or since the origin
}

const SHORTEST = 8; // px for a sleep

/** Where on the paper a sleep ends. */
export function sharedAxis(runs: Turn[][], perMs: number): Shape['endOf'] {
  const sleeps = runs.map(sleepsOf);
  const at = sleeps.map(() => SHAPE.origin);
  const next = sleeps.map(() => 0);
  const times = new Map<number, number>();
  const ends = sleeps.flat().map(({ end }) => end);
  let [x, time] = [SHAPE.origin, 0];
  for (const end of [...new Set(ends)].sort((a, b) => a - b)) {
    const arrivals = sleeps.flatMap((own, run) => {
      const sleep = own[next[run] ?? 0];
      if (sleep?.end !== end) return [];
      const room = Math.max(SHORTEST, (end - sleep.start) * perMs);
      return [{ run, x: (at[run] ?? 0) + sleep.before + room }];
    });
    x = Math.max(x + (end - time) * perMs, ...arrivals.map((each) => each.x));
    time = end;
    times.set(end, x);
    for (const { run } of arrivals) {
      at[run] = x;
      next[run] = (next[run] ?? 0) + 1;
    }
  }
  return ({ end }) => times.get(end) ?? x;
}

function sleepsOf(turns: Turn[]): Sleep[] {
  const { rests } = score(turns, SHAPE); // where no sleep has any length
  let last = SHAPE.origin;
  return rests.flatMap(({ along, poll: { start, end } }) => {
    if (end === start) return []; // only a look
    const before = along - last;
    last = along;
    return [{ start, end, before }];
  });
}
