/** What a drawing must be prepared for: how far, how long, how many, in the whole run. */

import { perMsFor } from './film-plan.ts';
import type { Run } from './run.ts';
import type { Most } from './state.ts';

const AN_HOUR = 3_600_000; // the longest sleep of a loop: on no ruler

export interface Scale {
  until: number; // ms that the clock's ruler reaches
  perMs: number; // px of film for a ms of sleep
}

export function scaleOf(run: Run, room?: number): Scale {
  return { until: endOf(run), perMs: perMsFor(run.recording.turns, room) };
}

/** Two runs can only be compared on one scale. */
export function together(a: Scale, b: Scale): Scale {
  return {
    until: Math.max(a.until, b.until),
    perMs: Math.min(a.perMs, b.perMs),
  };
}

function endOf({ states }: Run): number {
  const far = states.map(({ now, timeouts }) => {
    const due = timeouts.map(({ deadline }) => (deadline < AN_HOUR ? deadline : 0));
    return Math.max(now, ...due);
  });
  return Math.max(...far);
}

export function mostOf({ states }: Run): Most {
  const most = (size: (state: Run['states'][number]) => number) =>
    Math.max(...states.map(size));
  return {
    timeouts: most(({ timeouts }) => timeouts.length),
    interests: most(({ interests }) => interests.length),
    ready: most(({ ready }) => ready.length),
  };
}
