/** What ran in each turn and how long it slept, for the score. */

import type { Noted } from './inside/raw.ts';
import type { Ran, Turn } from './recording.ts';

const LISTS = {
  callback: 'callbacks',
  timeout: 'timeouts',
  handler: 'handlers',
} as const;

/** Of each step what has been noted since the step before. */
export function turnsOf(steps: readonly (readonly Noted[])[]): Turn[] {
  const turns: Turn[] = [];
  const running: Ran[] = [];
  for (const [step, all] of steps.entries()) {
    for (const noted of all) take(noted, step, turns, running);
  }
  return turns;
}

/** What a step notes has happened since the step before. */
function take(noted: Noted, step: number, turns: Turn[], running: Ran[]): void {
  if (noted.what === 'turn') {
    turns.push({ first: step, callbacks: [], timeouts: [], handlers: [] });
    return;
  }
  const turn = turns.at(-1);
  if (!turn) return;
  if (noted.what === 'poll') {
    const { timeout, start, end, ready } = noted;
    turn.poll ??= { step: step - 1, timeout, start, end, ready };
  } else if (noted.what === 'begin') {
    const { kind, name, time } = noted;
    const ran = { name, step, start: time, end: time };
    turn[LISTS[kind]].push(ran);
    running.push(ran);
  } else {
    const ran = running.pop();
    if (ran) ran.end = noted.time;
  }
}
