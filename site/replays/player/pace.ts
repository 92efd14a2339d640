/** How long a step is shown while the film plays, and how long its stroke takes. */

import type { Run } from './run.ts';

export const SPEEDS = [1, 0.5, 0.25] as const;

const STEP = 420; // ms that a line stands
const SLOWER_THAN_REAL = 10; // sleep plays so much slower
const LONGEST_SLEEP = 2400; // ms

/** Sleep takes its time, ten times slower than it really was; all other steps are even. */
export function paceOf(run: Run, step: number): number {
  const before = run.state(Math.max(0, step - 1));
  const slept = run.phases[step] === 'sleep' ? run.state(step).now - before.now : 0;
  return Math.max(STEP, Math.min(LONGEST_SLEEP, slept * SLOWER_THAN_REAL));
}
