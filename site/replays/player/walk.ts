/** Where in a run the reader is, and in which grain: event by event, or line by line. */

import type { Pair } from '../../ui/browser/words.ts';
import type { Place } from './film.ts';
import { eventAt, type LoopEvent } from './loop-event.ts';
import { type Pace, paceOf } from './pace.ts';
import type { Run } from './run.ts';

export class Walk {
  readonly run: Run;
  readonly events: readonly LoopEvent[];
  lines = false;

  constructor(run: Run, events: readonly LoopEvent[]) {
    this.run = run;
    this.events = events;
  }

  get last(): number {
    return this.lines ? this.run.last : this.events.length - 1;
  }

  place(at: number): Place {
    if (!this.lines)
      return { event: at, step: this.events[at]?.step ?? 0, lines: false };
    return { event: eventAt(this.events, at), step: at, lines: true };
  }

  nextTurn(at: number): number {
    if (this.lines) return this.run.nextTurn(at);
    const turn = this.events[at]?.turn ?? -1;
    const next = this.events.findIndex((event) => event.turn > turn);
    return next < 0 ? this.last : next;
  }

  /** The beginning of this turn; from there, of the one before. */
  previousTurn(at: number): number {
    if (this.lines) return this.run.previousTurn(at);
    const firstOf = (turn: number) =>
      Math.max(
        0,
        this.events.findIndex((event) => event.turn === turn),
      );
    const turn = this.events[at]?.turn ?? -1;
    return at > firstOf(turn) ? firstOf(turn) : firstOf(turn - 1);
  }

  /** Over the call that stands on this line: to the next line of the same function. */
  over(at: number): number {
    if (!this.lines) return at + 1;
    const { depth } = this.run.step(at);
    for (let next = at + 1; next < this.run.last; next++) {
      if (this.run.step(next).depth <= depth) return next;
    }
    return this.run.last;
  }

  /** From the lines to the event after the one that they belong to. */
  nextEvent(at: number): number {
    if (!this.lines) return at + 1;
    const next = this.events[eventAt(this.events, at) + 1];
    return next ? next.from : this.run.last;
  }

  /** The same place in the other grain. */
  turnOver(at: number): number {
    const there = this.lines ? eventAt(this.events, at) : (this.events[at]?.from ?? 0);
    this.lines = !this.lines;
    return there;
  }

  pace(at: number): Pace {
    return paceOf(this.run, this.lines ? undefined : this.events[at]);
  }

  where(at: number): Pair {
    const { event } = this.place(at);
    const turn =
      (this.lines ? this.run.turn(at) : (this.events[event]?.turn ?? -1)) + 1;
    const turns = this.run.recording.turns.length;
    const what = this.lines ? { zh: '步', en: 'line' } : { zh: '件事', en: 'event' };
    return {
      zh: `${turn ? `第 ${turn} 轮，共 ${turns} 轮` : '第一轮之前'} · 第 ${at} ${what.zh}，共 ${this.last} ${what.zh}`,
      en: `${turn ? `turn ${turn} of ${turns}` : 'before the first turn'} · ${what.en} ${at} of ${this.last}`,
    };
  }
}
