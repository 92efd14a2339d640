/** The score of a recording, and where on its stroke each step lies. */

import { type Score, score } from '../../score/score.ts';
import type { Stave } from '../../ui/concepts.ts';
import type { Turn } from '../recording.ts';
import type { Run } from './run.ts';

export const FIRST = 34; // y of the first staff
export const LANE = 24;
const START = 8; // x of the first step
const LEAD = 60; // px of stroke before the first turn: the program gets ready
const ROOM = 1130;
const LEAST = 160; // px at least, for all sleeps of a recording together
const LONGEST = 3; // px for a ms of sleep

export interface FilmMark {
  x: number;
  y: number;
  stave: Stave;
  name: string;
  step: number; // where it begins
  ms: number; // of work that moved the clock
}

export interface FilmPlan {
  score: Score;
  path: string;
  width: number;
  marks: FilmMark[];
  /** For each step: px along the stroke, and its x. */
  lengths: number[];
  xs: number[];
}

/** `perMs`: px for a ms of sleep. */
export function planFilm(run: Run, perMs = perMsFor(run.recording.turns)): FilmPlan {
  const { turns } = run.recording;
  const drawing = score(turns, { ...SHAPE, perMs });
  const lead = `M${START} ${FIRST}L${START + LEAD} ${FIRST}`;
  const path = drawing.path.replace(/^M[^A-Z]*/, lead);
  const spots = run.recording.steps.map((_, i) => spotOf(run, drawing, i));
  spread(run, spots);
  return {
    score: drawing,
    path,
    width: drawing.end.along + 24,
    marks: marksOf(turns, drawing),
    lengths: spots.map(({ length }) => Math.max(0, length)),
    xs: spots.map(({ x }) => x),
  };
}

/** Work has its width; what is left of the room belongs to sleep, and is to scale. */
export function perMsFor(turns: Turn[], room = ROOM): number {
  const lengths = turns.map(({ poll }) => (poll ? poll.end - poll.start : 0));
  const slept = lengths.reduce((sum, ms) => sum + ms, 0);
  const awake = score(turns, { ...SHAPE, perMs: 0 }).end.along;
  const perMs = Math.max(LEAST, room - awake) / Math.max(slept, 1);
  return Math.min(LONGEST, perMs);
}

const SHAPE = {
  tall: false,
  origin: START + LEAD,
  first: FIRST,
  lane: LANE,
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

interface Spot {
  key: string; // steps of one key share a stretch of the stroke
  x: number;
  length: number;
  width: number;
}

function spotOf(run: Run, drawing: Score, step: number): Spot {
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

/** Which callback, timeout or handler of the turn, of how many. */
function pieceOf(run: Run, turn: number, stave: Stave, step: number): [number, number] {
  const { callbacks, timeouts, handlers } = run.recording.turns[turn] as Turn;
  const lists: Partial<Record<Stave, Turn['callbacks']>> = {
    callback: callbacks,
    timeout: timeouts,
    handler: handlers,
  };
  const ran = lists[stave] ?? [];
  const piece = ran.findLastIndex((each) => each.step <= step);
  return [Math.max(0, piece), Math.max(1, ran.length)];
}

/** Steps that share a stretch are set along it, one after the other. */
function spread(run: Run, spots: Spot[]): void {
  for (let from = 0; from <= run.last; ) {
    const { key } = spots[from] as Spot;
    let to = from;
    while (spots[to + 1]?.key === key) to++;
    for (let i = from; i <= to; i++) {
      const spot = spots[i] as Spot;
      const part = to > from ? (i - from) / (to - from) : 0.3;
      const offset = spot.width * (0.06 + 0.88 * part);
      spot.x += offset;
      spot.length += offset;
    }
    from = to + 1;
  }
}

/** The step whose place is nearest to `x`. */
export function stepAt({ xs }: FilmPlan, x: number): number {
  let best = 0;
  for (const [i, each] of xs.entries()) {
    if (Math.abs(each - x) < Math.abs((xs[best] ?? 0) - x)) best = i;
  }
  return best;
}
