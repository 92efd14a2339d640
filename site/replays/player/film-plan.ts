/** The score of a recording, and where on its stroke each step and each event lies. */

import { type Score, type Shape, score } from '../../score/score.ts';
import type { Stave } from '../../ui/concepts.ts';
import type { Turn } from '../recording.ts';
import type { LoopEvent, Spot } from './loop-event.ts';
import type { Run } from './run.ts';

const START = 8; // x of the first step
const LEAD = 60; // px of stroke before the first turn: the program gets ready
const ROOM = 1130;
const LEAST = 160; // px at least, for all sleeps of a recording together
const LONGEST = 3; // px for a ms of sleep
const END = 24; // px after the end of the stroke

/** Across: where the first staff lies, and how far it is to the next. */
export interface Staves {
  first: number;
  lane: number;
}
const USUAL: Staves = { first: 34, lane: 24 };

export interface FilmMark {
  x: number;
  y: number;
  stave: Stave;
  name: string;
  step: number; // where it begins
  ms: number; // of work that moved the clock
}

export interface Point {
  x: number;
  length: number; // px along the stroke
}

export interface FilmPlan {
  score: Score;
  path: string;
  width: number;
  staves: Staves;
  marks: FilmMark[];
  steps: Point[];
  events: Point[];
}

export interface Wishes {
  staves?: Staves;
  perMs?: number; // px for a ms of sleep
  endOf?: Shape['endOf'];
  events?: readonly LoopEvent[];
}

export function planFilm(run: Run, wishes: Wishes = {}): FilmPlan {
  const { turns } = run.recording;
  const { staves = USUAL, perMs = perMsFor(turns), endOf, events = [] } = wishes;
  const shape = { ...SHAPE, ...staves, perMs, ...(endOf && { endOf }) };
  const drawing = score(turns, shape);
  const lead = `M${START} ${staves.first}L${START + LEAD} ${staves.first}`;
  const path = drawing.path.replace(/^M[^A-Z]*/, lead);
  const steps = stepPoints(run, drawing);
  return {
    score: drawing,
    path,
    width: drawing.end.along + END,
    staves,
    steps,
    marks: marksOf(turns, drawing),
    events: eventPoints(run, drawing, events, steps),
  };
}

/** Work has its width; what is left of the room belongs to sleep, and is to scale. */
export function perMsFor(turns: Turn[], room = ROOM): number {
  const lengths = turns.map(({ poll }) => (poll ? poll.end - poll.start : 0));
  const slept = lengths.reduce((sum, ms) => sum + ms, 0);
  const awake = score(turns, SHAPE).end.along + END;
  const perMs = Math.max(LEAST, room - awake) / Math.max(slept, 1);
  return Math.min(LONGEST, perMs);
}

/** Without any sleep. */
export const SHAPE: Shape = {
  tall: false,
  origin: START + LEAD,
  ...USUAL,
  perMs: 0,
  bend: 10,
  back: 20,
  mark: 24,
  idle: 4,
};

/** The marks of the score, with what the recording knows of each piece of work. */
function marksOf(turns: Turn[], { marks }: Score): FilmMark[] {
  const ran = turns.flatMap((turn) => [
    ...turn.callbacks,
    ...turn.timeouts,
    ...(turn.poll ? turn.handlers : []),
  ]);
  return marks.map(({ along, across, stave, name }, i) => {
    const { step = 0, start = 0, end = 0 } = ran[i] ?? {};
    return { x: along, y: across, stave, name, step, ms: end - start };
  });
}

// ── Steps: each line of the source ───────────────────────────────────────────────

interface Stretch extends Point {
  key: string; // steps of one key share a stretch of the stroke
  width: number;
}

function stepPoints(run: Run, drawing: Score): Point[] {
  const stretches = run.recording.steps.map((_, i) => stretchOf(run, drawing, i));
  spread(run, stretches);
  return stretches.map(({ x, length }) => ({ x, length: Math.max(0, length) }));
}

function stretchOf(run: Run, drawing: Score, step: number): Stretch {
  const turn = run.turn(step);
  if (turn < 0) return { key: 'lead', x: START, length: 0, width: LEAD };
  const stave = run.phases[step] ?? 'callback';
  const own = drawing.flats.filter((flat) => flat.turn === turn);
  const flat = own.find((each) => each.stave === stave) ?? own.at(-1);
  if (!flat) return { key: 'end', x: drawing.end.along, length: 1e6, width: 0 };
  const [piece, of] = pieceOf(run, turn, stave, step);
  const width = flat.width / of;
  const offset = width * piece;
  const key = `${turn} ${flat.stave} ${piece}`;
  return { key, x: flat.along + offset, length: LEAD + flat.length + offset, width };
}

function listOf(run: Run, turn: number, stave: Stave): Turn['callbacks'] {
  const { callbacks, timeouts, handlers } = run.recording.turns[turn] as Turn;
  const lists: Partial<Record<Stave, Turn['callbacks']>> = {
    callback: callbacks,
    timeout: timeouts,
    handler: handlers,
  };
  return lists[stave] ?? [];
}

/** Which callback, timeout or handler of the turn, of how many. */
function pieceOf(run: Run, turn: number, stave: Stave, step: number): [number, number] {
  const ran = listOf(run, turn, stave);
  const piece = ran.findLastIndex((each) => each.step <= step);
  return [Math.max(0, piece), Math.max(1, ran.length)];
}

/** Steps that share a stretch are set along it, one after the other. */
function spread(run: Run, stretches: Stretch[]): void {
  for (let from = 0; from <= run.last; ) {
    const { key } = stretches[from] as Stretch;
    let to = from;
    while (stretches[to + 1]?.key === key) to++;
    for (let i = from; i <= to; i++) {
      const stretch = stretches[i] as Stretch;
      const part = to > from ? (i - from) / (to - from) : 0.3;
      const offset = stretch.width * (0.06 + 0.88 * part);
      stretch.x += offset;
      stretch.length += offset;
    }
    from = to + 1;
  }
}

// ── Events ───────────────────────────────────────────────────────────────────────

function eventPoints(
  run: Run,
  drawing: Score,
  events: readonly LoopEvent[],
  steps: Point[],
): Point[] {
  let last: Point = { x: 0, length: 0 };
  return events.map(({ spot, step, kind }) => {
    const beginning = { x: START, length: 0 };
    const own = kind === 'program' ? beginning : (steps[step] ?? beginning);
    const point = (spot && pointOf(run, drawing, spot)) ?? own;
    if (point.length > last.length) last = point; // it never runs back
    return last;
  });
}

function pointOf(run: Run, drawing: Score, spot: Spot): Point | undefined {
  const { turn, stave, piece = 0, part } = spot;
  const flat = drawing.flats.find((each) => each.turn === turn && each.stave === stave);
  if (!flat) return undefined;
  const isPiece = spot.piece !== undefined;
  const of = isPiece ? Math.max(1, listOf(run, turn, stave).length) : 1;
  const offset = (flat.width / of) * (piece + part);
  return { x: flat.along + offset, length: LEAD + flat.length + offset };
}

/** The one of these points that is nearest to `x`. */
export function nearest(points: readonly Point[], x: number): number {
  let best = 0;
  for (const [i, each] of points.entries()) {
    if (Math.abs(each.x - x) < Math.abs((points[best]?.x ?? 0) - x)) best = i;
  }
  return best;
}
