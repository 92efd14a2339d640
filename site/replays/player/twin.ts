/** The good run and the broken one: two films on one axis of time, stepped together. */

import { el } from '../../ui/browser/dom.ts';
import { inline } from '../../ui/browser/label.ts';
import { type Lang, type Pair, pageLang } from '../../ui/browser/words.ts';
import { sharedAxis } from './axis.ts';
import { Deck, type Track } from './deck.ts';
import { Film } from './film.ts';
import { perMsFor } from './film-plan.ts';
import { followPage } from './follow-page.ts';
import { listen } from './keys.ts';
import type { Loaded } from './load.ts';
import type { LoopEvent } from './loop-event.ts';
import { type Pair as Both, pairsOf, partingOf, turnsOf } from './pairs.ts';
import { type Room, roomIn } from './room.ts';
import { Run } from './run.ts';
import { mostOf, scaleOf, together } from './scale.ts';
import { drawState } from './state.ts';
import { Walk } from './walk.ts';

const TITLES: Pair[] = [
  { zh: '原样', en: 'As it is' },
  { zh: '改坏一行', en: 'With one line broken' },
];

export function startTwin(root: HTMLElement, good: Loaded, broken: Loaded): void {
  const stage = new Twins(root, [good, broken]);
  stage.again();
  followPage(root, stage);
}

const walkOf = ({ recording, events }: Loaded): Walk =>
  new Walk(new Run(recording), events);

class Twins {
  readonly deck: Deck;
  readonly #root: HTMLElement;
  readonly #walks: [Walk, Walk];
  readonly #pairs: Both[];
  #halves: Half[] = [];

  constructor(root: HTMLElement, both: [Loaded, Loaded]) {
    this.#root = root;
    this.#walks = both.map(walkOf) as [Walk, Walk];
    this.#pairs = pairsOf(...this.#walks);
    this.deck = new Deck(this.#track());
    this.deck.at = partingOf(...this.#walks, this.#pairs);
  }

  again(): void {
    const root = this.#root;
    root.classList.add('ready');
    const room = roomIn(root, 2);
    const [a, b] = [this.#walks[0].run, this.#walks[1].run];
    const turns = [a.recording.turns, b.recording.turns];
    const scales = [scaleOf(a, room.film), scaleOf(b, room.film)] as const;
    const { until, perMs } = together(...scales);
    const endOf = sharedAxis(
      turns,
      Math.min(perMs, ...turns.map((t) => perMsFor(t, room.film))),
    );
    this.#halves = this.#walks.map((walk, i) => {
      const scrub = (at: number) => this.#scrub(i as 0 | 1, at);
      return new Half(walk, room, { endOf, perMs, until }, scrub, TITLES[i] as Pair);
    });
    const films = el('div', { class: 'films' }, ...this.#halves.map(({ top }) => top));
    const sides = el(
      'div',
      { class: 'sides' },
      ...this.#halves.map(({ root }) => root),
    );
    root.replaceChildren(el('div', { class: 'player' }, films, sides, this.deck.root));
    scrollTogether(this.#halves.map(({ slider }) => slider));
    listen(root, this.deck, false);
    this.label();
    this.deck.go(this.deck.at);
  }

  label(): void {
    for (const half of this.#halves) half.label(pageLang());
    this.deck.label(pageLang());
  }

  #scrub(column: 0 | 1, event: number): void {
    this.deck.pause();
    const at = this.#pairs.findIndex((pair) => pair[column] >= event);
    this.deck.go(Math.max(0, at));
  }

  #track(): Track {
    const [pairs, [good, broken]] = [this.#pairs, this.#walks];
    const turns = turnsOf(good, broken, pairs);
    const eventOf = (i: number, k: 0 | 1) => pairs[i]?.[k] ?? 0;
    return {
      last: pairs.length - 1,
      lines: undefined,
      nextTurn: (i) => turns.next(i),
      previousTurn: (i) => turns.previous(i),
      over: (i) => i + 1,
      nextEvent: (i) => i + 1,
      turnOver: (i) => i,
      pace: (i) => {
        const paces = [good.pace(eventOf(i, 0)), broken.pace(eventOf(i, 1))];
        return paces.reduce((a, b) => (b.stroke > a.stroke ? b : a));
      },
      holds: () => false,
      where: (i) => good.where(eventOf(i, 0)),
      show: (i, ms) => {
        for (const [k, half] of this.#halves.entries())
          half.show(eventOf(i, k as 0 | 1), ms);
      },
    };
  }
}

/** On one axis: where the films are longer than their window, they stay in step. */
function scrollTogether(films: HTMLElement[]): void {
  for (const film of films) {
    film.addEventListener('scroll', () => {
      for (const other of films)
        if (other.scrollLeft !== film.scrollLeft) other.scrollLeft = film.scrollLeft;
    });
  }
}

interface Axis {
  endOf: ReturnType<typeof sharedAxis>;
  perMs: number;
  until: number;
}

/** One of the two: its film, what has happened, and the state in rows. */
class Half {
  readonly top: HTMLElement;
  readonly root: HTMLElement;
  readonly #walk: Walk;
  readonly #film: Film;
  readonly #title: Pair;
  readonly #names = [el('b'), el('b')];
  readonly #told = el('p', { class: 'told', role: 'status' });
  readonly #state = el('div');
  readonly #extra;
  #lang: Lang = 'zh';

  constructor(
    walk: Walk,
    room: Room,
    { endOf, perMs, until }: Axis,
    scrub: (at: number) => void,
    title: Pair,
  ) {
    const { run, events } = walk;
    [this.#walk, this.#title] = [walk, title];
    this.#film = new Film(run, events, { staves: room.staves, perMs, endOf }, scrub);
    this.#extra = {
      turns: run.recording.turns,
      until,
      most: mostOf(run),
      short: true,
    };
    const [above, beside] = this.#names as [HTMLElement, HTMLElement];
    this.top = el('div', { class: 'film-of' }, el('p', {}, above), this.#film.root);
    const heading = el('h3', {}, beside);
    this.root = el('section', { class: 'side' }, heading, this.#told, this.#state);
  }

  get slider(): HTMLElement {
    return this.#film.slider;
  }

  show(event: number, ms: number): void {
    const place = this.#walk.place(event);
    const { said } = this.#walk.events[event] as LoopEvent;
    this.#film.show(place, ms, false);
    this.#told.replaceChildren(...inline(said[this.#lang]));
    const state = this.#walk.run.state(place.step);
    drawState(this.#state, state, this.#lang, this.#extra);
  }

  label(lang: Lang): void {
    this.#lang = lang;
    this.#film.label(lang);
    for (const name of this.#names) name.textContent = this.#title[lang];
  }
}
