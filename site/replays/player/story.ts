/**
 * A run as the events of the reader's own program: what was added, which turn begins,
 * what runs, how long the loop may sleep, what wakes it, where it stops. It is made from
 * the lines that were recorded; each event knows which of them it stands for.
 */

import type { Kind, LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';
import { ownEvents } from './story-program.ts';
import { turnEvents } from './story-turns.ts';

export function storyOf(run: Run): LoopEvent[] {
  const first: LoopEvent = {
    kind: 'program',
    step: 0,
    from: 0,
    line: 0,
    turn: -1,
    label: '',
    said: { zh: '', en: '' }, // what the replay is about is said instead
  };
  const events = [first, ...ownEvents(run), ...turnEvents(run)].sort(
    (a, b) => a.step - b.step || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  );
  linked(events, run);
  return events;
}

/** Of two events at one step, which comes first. */
const ORDER: Kind[] = [
  'program',
  'own',
  'stop',
  'left',
  'start',
  'turn',
  'how',
  'sleep',
  'look',
  'woken',
  'runs',
];

/** While the loop itself is at work, the program stands at its call of `start()`. */
const LOOPS = new Set<Kind>(['turn', 'how', 'sleep', 'look', 'woken', 'left']);

/** Each begins in the source where the one before has ended, and keeps a line lit. */
function linked(events: LoopEvent[], run: Run): void {
  let [line, start, before] = [0, 0, -1];
  for (const event of events) {
    if (event.from < 0) event.from = Math.min(event.step, before + 1);
    if (event.kind === 'start') start = event.line;
    if (event.line === 0) event.line = LOOPS.has(event.kind) ? start : line;
    line = event.line;
    event.turn = run.turn(event.step);
    before = event.step;
  }
}
