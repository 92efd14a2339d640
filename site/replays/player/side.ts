/** One run on the page: source, note and question left, the state right, its film. */

import { el } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import { Ask, type Question } from './ask.ts';
import { Calls } from './calls.ts';
import { Film } from './film.ts';
import type { Listing } from './load.ts';
import { NotePane } from './note.ts';
import type { Run } from './run.ts';
import { mostOf, type Scale } from './scale.ts';
import { Source } from './source.ts';
import { drawState, type Extra } from './state.ts';

export class Side {
  readonly run: Run;
  readonly film: Film;
  readonly left: HTMLElement;
  readonly right: HTMLElement;
  readonly #source: Source;
  readonly #note: NotePane;
  readonly #calls: Calls;
  readonly #state = el('div');
  readonly #beside: HTMLElement;
  readonly #asks: Ask[];
  readonly #extra: Extra;
  #step = 0;
  #lang: Lang = 'zh';

  constructor(
    run: Run,
    listings: Listing[],
    scale: Scale,
    questions: Question[],
    scrub: (step: number) => void,
  ) {
    this.run = run;
    this.film = new Film(run, scale.perMs, scrub);
    this.#source = new Source(this.run, listings);
    this.#note = new NotePane(this.run, listings);
    this.#calls = new Calls(this.run);
    this.#extra = {
      turns: run.recording.turns,
      until: scale.until,
      most: mostOf(run),
      under: this.#calls.some ? this.#calls.root : undefined,
    };
    this.#asks = questions.map(
      (q) => new Ask(q, listings, () => this.show(this.#step, 0)),
    );
    this.#beside = el('div', { class: 'beside' }, this.#note.told, this.#note.root);
    this.left = el('div', { class: 'left' }, this.#source.root, this.#beside);
    this.right = el('div', { class: 'right' }, this.#state);
  }

  /** The question that stands at a step, answered or not. */
  #askAt(step: number): Ask | undefined {
    return this.#asks.find(({ question }) => question.step === step);
  }

  holds(step: number): boolean {
    return this.#askAt(step)?.open ?? false;
  }

  show(step: number, ms: number): void {
    this.#step = step;
    const ask = this.#askAt(step);
    const asked = ask?.open ? ask.question.kind : undefined;
    const lang = this.#lang;
    this.film.show(step, ms); // first: the source measures itself after it, in the frame
    this.#source.show(step, lang, ms > 0, asked);
    this.#note.show(step, lang);
    drawState(this.#state, this.run.state(step), lang, { ...this.#extra, asked });
    this.#calls.show(step, lang, asked);
    this.#ask(ask, lang);
  }

  #ask(ask: Ask | undefined, lang: Lang): void {
    const shown = this.#beside.querySelector('.ask');
    if (shown && shown !== ask?.root) shown.remove();
    if (ask && shown !== ask.root) this.#beside.append(ask.root);
    this.#beside.classList.toggle('two-columns', ask !== undefined);
    ask?.show(lang);
  }

  /** While it plays nothing is read aloud. */
  quiet(quiet: boolean): void {
    this.#note.told.setAttribute('aria-live', quiet ? 'off' : 'polite');
  }

  label(lang: Lang): void {
    this.#lang = lang;
    this.film.label(lang);
  }
}
