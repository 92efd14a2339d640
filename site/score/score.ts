/**
 * The score 走线图: five staves and one stroke. The program's one thread is drawn
 * through the turns it really took: sleep to scale, work magnified to a fixed width.
 * Along is where time runs: to the right in the wide score, down in the tall one.
 */

import { STAVES, type Stave } from '../ui/concepts.ts';
import { type Poll, type Ran, type Turn, timeoutText } from './turns.ts';

export type Shape = {
  tall: boolean;
  origin: number; // along: where the stroke reaches the first staff
  first: number; // across: where the first staff lies
  lane: number; // across: from staff to staff
  bend: number; // along: from one staff to the next
  back: number; // along: from the last staff up to the first
  mark: number; // along: a piece of work, whatever time it took
  idle: number; // along: a staff that had nothing to do
  perMs: number; // along: sleep, to scale
  /** Where a sleep ends, if that is settled elsewhere: on an axis shared with another. */
  endOf?: (poll: Poll) => number;
};

export const WIDE: Shape = {
  tall: false,
  origin: 340,
  first: 0,
  lane: 52,
  bend: 15,
  back: 32,
  mark: 36,
  idle: 6,
  perMs: 0.92,
};
export const MIDDLE: Shape = { ...WIDE, origin: 150, perMs: 0.8 };
export const TALL: Shape = {
  tall: true,
  origin: 0,
  first: 34,
  lane: 56,
  bend: 22,
  back: 46,
  mark: 34,
  idle: 6,
  perMs: 0.62,
};

export type At = { along: number; across: number };
export type Score = {
  path: string;
  end: At;
  stops: At[]; // where it stopped, and was started again
  bars: number[]; // along: between two turns
  turns: number[]; // along: where the number of each turn stands
  marks: (At & { stave: Stave; name: string })[];
  values: (At & { text: string })[]; // how long it may sleep, set into the stroke
  rests: (At & { poll: Poll; length: number })[];
  /** Where the stroke runs along a staff: one for each staff of each turn. */
  flats: (At & { turn: number; stave: Stave; width: number; length: number })[];
  /** For the dot: length of the stroke, ms of the film, staff, and the clock from … to. */
  keys: [number, number, number, number | null, number | null][];
};

const FILM = { mark: 420, idle: 90, bend: 110, back: 260, look: 160, perMs: 10 };

/** Draws all turns, or only until the sleep of turn number `cut`. */
export function score(turns: readonly Turn[], shape: Shape, cut = Infinity): Score {
  const pen = new Pen(shape);
  for (const [i, turn] of turns.entries()) {
    pen.turn();
    pen.work('callback', turn.callbacks);
    pen.work('timeout', turn.timeouts);
    const isLast = i + 1 === turns.length;
    if (turn.poll) {
      pen.howLong(turn.poll);
      pen.sleep(turn.poll);
      if (i + 1 >= cut) break;
      pen.work('handler', turn.handlers);
    } else if (!isLast) pen.stop();
    if (!isLast) pen.back();
  }
  return pen.done();
}

/** Where the loop has stopped there is a ‖; in a wide score. */
export function stopsPath({ stops, end }: Score): string {
  const places = [...stops, end];
  return places
    .map(({ along, across }) => `M${along + 2} ${across - 8}v16m6-16v16`)
    .join('');
}

class Pen {
  readonly #shape: Shape;
  readonly #score: Score;
  #along: number;
  #row = 0;
  #length = 0;
  #film = 0;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#along = shape.origin;
    const path = `M${this.#point(this.#here())}`;
    const lists = { stops: [], bars: [], turns: [], marks: [], values: [], rests: [] };
    this.#score = { path, end: this.#here(), ...lists, flats: [], keys: [] };
    this.#key(null, null);
  }

  turn(): void {
    this.#score.turns.push(this.#score.bars.at(-1) ?? this.#along - 10);
  }

  /** Every lane is passed even when it had nothing to do: the lines did run. */
  work(stave: 'callback' | 'timeout' | 'handler', ran: readonly Ran[]): void {
    this.#bendTo(STAVES.indexOf(stave));
    const { mark, idle } = this.#shape;
    ran.forEach(({ name }, i) => {
      const along = this.#along + mark * (i + 0.4);
      this.#score.marks.push({ ...this.#here(), along, stave, name });
    });
    this.#flat(ran.length * mark || idle, ran.length * FILM.mark || FILM.idle);
  }

  howLong({ timeout }: Poll): void {
    this.#bendTo(STAVES.indexOf('how'));
    this.#score.values.push({ ...this.#here(), text: timeoutText(timeout) });
    this.#flat(this.#shape.mark, FILM.mark);
  }

  sleep(poll: Poll): void {
    this.#bendTo(STAVES.indexOf('sleep'));
    const ms = poll.end - poll.start;
    const { idle, perMs, endOf } = this.#shape;
    const to = endOf ? Math.max(idle, endOf(poll) - this.#along) : ms * perMs;
    const length = ms ? to : idle + 2;
    this.#score.rests.push({ ...this.#here(), poll, length });
    this.#flat(length, ms * FILM.perMs || FILM.look, poll);
  }

  stop(): void {
    this.#score.stops.push(this.#here());
    this.#flat(this.#shape.mark, FILM.mark);
  }

  back(): void {
    const { back } = this.#shape;
    const from = this.#across(this.#row);
    this.#score.bars.push(this.#along + back / 2);
    this.#row = 0;
    this.#curve(back, FILM.back, from);
  }

  done(): Score {
    return { ...this.#score, end: this.#here() };
  }

  #bendTo(row: number): void {
    if (row === this.#row) return;
    const from = this.#across(this.#row);
    this.#row = row;
    this.#curve(this.#shape.bend, FILM.bend, from);
  }

  #flat(length: number, film: number, poll?: Poll): void {
    const [turn, stave] = [this.#score.turns.length - 1, STAVES[this.#row] as Stave];
    const flat = { turn, stave, width: length, length: this.#length };
    this.#score.flats.push({ ...this.#here(), ...flat });
    this.#along += length;
    this.#length += length;
    this.#film += film;
    this.#score.path += `L${this.#point(this.#here())}`;
    this.#key(poll?.start ?? null, poll?.end ?? null);
  }

  /** An S with flat ends: both control points lie 55 % along. */
  #curve(along: number, film: number, from: number): void {
    const start = { along: this.#along, across: from };
    this.#along += along;
    const end = this.#here();
    const c1 = { along: start.along + along * 0.55, across: from };
    const c2 = { along: end.along - along * 0.55, across: end.across };
    this.#score.path += `C${[c1, c2, end].map((p) => this.#point(p)).join(' ')}`;
    this.#length += curveLength(start, c1, c2, end);
    this.#film += film;
    this.#key(null, null);
  }

  #key(clockFrom: number | null, clockTo: number | null): void {
    const length = Math.round(this.#length * 10) / 10;
    this.#score.keys.push([length, this.#film, this.#row, clockFrom, clockTo]);
  }

  #across = (row: number): number => this.#shape.first + row * this.#shape.lane;
  #here = (): At => ({ along: this.#along, across: this.#across(this.#row) });

  #point({ along, across }: At): string {
    const [x, y] = this.#shape.tall ? [across, along] : [along, across];
    return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  }
}

function curveLength(...[a, b, c, d]: [At, At, At, At]): number {
  const steps = 24;
  let [length, last] = [0, a];
  for (let i = 1; i <= steps; i++) {
    const t = i / steps;
    const mix = (k: keyof At) =>
      (1 - t) ** 3 * a[k] +
      3 * (1 - t) ** 2 * t * b[k] +
      3 * (1 - t) * t ** 2 * c[k] +
      t ** 3 * d[k];
    const here = { along: mix('along'), across: mix('across') };
    length += Math.hypot(here.along - last.along, here.across - last.across);
    last = here;
  }
  return length;
}
