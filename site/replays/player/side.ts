/** One run on the page: its film, the code with what happens under it, and the state. */

import { el } from '../../ui/browser/dom.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import type { State } from '../recording.ts';
import type { Ask } from './ask.ts';
import type { Calls } from './calls.ts';
import { Film, type Place } from './film.ts';
import type { Listing } from './load.ts';
import type { LoopEvent } from './loop-event.ts';
import { NotePane } from './note.ts';
import type { Question } from './question.ts';
import { Quiz } from './quiz.ts';
import type { Room } from './room.ts';
import type { Run } from './run.ts';
import { mostOf, scaleOf } from './scale.ts';
import { Source } from './source.ts';
import { drawState, type Extra } from './state.ts';

export interface Subject {
  run: Run;
  events: readonly LoopEvent[];
  listings: Listing[];
  questions: Question[];
  about: Pair; // markup
  calls?: Calls | undefined;
}

export class Side {
  readonly film: Film;
  readonly quiz: Quiz;
  readonly parts: HTMLElement[];
  readonly #run: Run;
  readonly #events: readonly LoopEvent[];
  readonly #source: Source;
  readonly #note: NotePane;
  readonly #calls: Calls | undefined;
  readonly #state = el('div');
  readonly #right: HTMLElement;
  readonly #extra: Extra;
  #lang: Lang = 'zh';

  constructor(subject: Subject, room: Room, scrub: (at: number) => void) {
    const { run, events, listings, questions, about } = subject;
    [this.#run, this.#events] = [run, events];
    const { until, perMs } = scaleOf(run, room.film);
    this.film = new Film(run, events, { staves: room.staves, perMs }, scrub);
    this.quiz = new Quiz(run.recording.id, questions, listings, events);
    this.#source = new Source(run, events, listings);
    this.#note = new NotePane(run, events, listings, about);
    this.#calls = subject.calls;
    this.#extra = {
      turns: run.recording.turns,
      until,
      most: mostOf(run),
      short: room.short,
      under: this.#calls?.root,
    };
    this.#right = el('div', { class: 'right' }, this.#state);
    const left = [this.#source.root, this.#note.root];
    this.parts = [this.film.root, ...left, this.#right];
  }

  holds(place: Place): boolean {
    return this.#askAt(place)?.open ?? false;
  }

  #askAt({ event, step, lines }: Place): Ask | undefined {
    return this.quiz.at(event, step, lines);
  }

  show(place: Place, ms: number): void {
    const ask = this.#askAt(place);
    const open = ask?.open ?? false;
    const asked = open ? ask?.question.kind : undefined;
    const lang = this.#lang;
    const seen = open && !place.lines ? this.#before(place) : place;
    this.film.show(seen, ms, open); // first: the source measures itself after it
    this.#source.show(seen, lang, asked);
    ask?.show(lang, ask.open ? null : this.quiz.after(lang));
    this.#note.show(place, lang, ask?.root ?? null, open);
    const begun = (part: string) => this.#begun(part, seen.step);
    drawState(this.#state, this.#stateAt(seen, ask), lang, {
      ...this.#extra,
      asked,
      begun,
    });
    this.#calls?.show(seen.step, lang, asked);
    this.#right.classList.toggle('blank', !place.lines && place.event === 0);
  }

  /** While an event is asked for, all else stands at the one before. */
  #before({ event, lines }: Place): Place {
    const at = Math.max(0, event - 1);
    return { event: at, step: this.#events[at]?.step ?? 0, lines };
  }

  /** At a line that asks how long it may sleep, the answer is filled in once it is known. */
  #stateAt({ step, lines }: Place, ask: Ask | undefined): State {
    const state = this.#run.state(step);
    if (!lines || !ask || ask.open || ask.question.kind !== 'poll-timeout')
      return state;
    const timeout = this.#run.recording.turns[this.#run.turn(step)]?.poll?.timeout;
    return { ...state, timeout: state.timeout ?? timeout ?? null };
  }

  /** From where on there is something to be seen of a part of the state. */
  #begun(part: string, step: number): boolean {
    return step >= (this.#firsts.get(part) ?? 0);
  }

  get #firsts(): Map<string, number> {
    this.#known ??= firstsOf(this.#run);
    return this.#known;
  }

  #known: Map<string, number> | undefined;

  /** While it plays nothing is read aloud. */
  quiet(quiet: boolean): void {
    this.#note.told.setAttribute('aria-live', quiet ? 'off' : 'polite');
  }

  label(lang: Lang): void {
    this.#lang = lang;
    this.film.label(lang);
    this.quiz.label(lang);
  }
}

function firstsOf({ states }: Run): Map<string, number> {
  const first = (has: (state: State) => boolean) => {
    const at = states.findIndex(has);
    return at < 0 ? Infinity : at;
  };
  return new Map([
    ['heap', first(({ timeouts }) => timeouts.length > 0)],
    [
      'queue',
      first((s) => s.callbacks.length + s.batch.length > 0 || s.running !== null),
    ],
    ['interests', first(({ interests }) => interests.length > 0)],
    ['ready', first(({ ready }) => ready.length > 0)],
  ]);
}
