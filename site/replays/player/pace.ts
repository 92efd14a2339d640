/** How long a step is shown while the film plays, and how long its stroke takes. */

import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';

export const SPEEDS = [1, 0.5, 0.25] as const;

export interface Pace {
  stroke: number; // ms until the dot is there
  stay: number; // ms that it stays
}

const LINE = 420; // ms for a line of source
const STROKE = 260;
const READ = 460; // an event can be taken in; who wants to read more stops it
const ALL_SLEEP = 4500; // ms for all sleeps of a run together
const SLOWEST = 15; // so much slower than real at most

/** Sleep is to scale; all other events take the same time. */
export function paceOf(run: Run, event: LoopEvent | undefined): Pace {
  if (!event) return { stroke: STROKE, stay: Math.max(0, LINE - STROKE) };
  if (event.kind !== 'woken') return { stroke: STROKE, stay: READ };
  const poll = run.recording.turns[event.turn]?.poll;
  const slept = poll ? poll.end - poll.start : 0;
  return { stroke: Math.max(STROKE, slept * scaleOf(run)), stay: READ };
}

const scales = new WeakMap<Run, number>();

function scaleOf(run: Run): number {
  const known = scales.get(run);
  if (known !== undefined) return known;
  const slept = run.recording.turns.reduce(
    (sum, { poll }) => sum + (poll ? poll.end - poll.start : 0),
    0,
  );
  const scale = Math.min(SLOWEST, ALL_SLEEP / Math.max(1, slept));
  scales.set(run, scale);
  return scale;
}
