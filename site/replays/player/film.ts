/** The film: the score of the run, on which the dot moves and which a hand can scrub. */

import { stopsPath } from '../../score/score.ts';
import { el, mark, svg } from '../../ui/browser/dom.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import { CONCEPTS, STAVES, type Stave } from '../../ui/concepts.ts';
import { filmParts } from './film-parts.ts';
import {
  type FilmPlan,
  nearest,
  type Point,
  planFilm,
  type Wishes,
} from './film-plan.ts';
import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';
import { Stroke } from './stroke.ts';
import { widthOf } from './width.ts';

const UNDER = 26; // px for the times, below the last staff

/** Where it is to be: at an event, or at one of the lines in it. */
export interface Place {
  event: number;
  step: number;
  lines: boolean; // goes line by line
}

let made = 0;

export class Film {
  readonly root: HTMLElement;
  readonly plan: FilmPlan;
  readonly slider: HTMLElement;
  readonly #run: Run;
  readonly #events: readonly LoopEvent[];
  readonly #names: HTMLElement;
  readonly #stroke: Stroke;
  readonly #thread: SVGPathElement;
  readonly #dot: SVGCircleElement;
  readonly #shade: SVGRectElement;
  readonly #numbers: SVGTextElement[];
  readonly #marks: [step: number, mark: SVGElement][];
  readonly #veil: SVGRectElement;
  readonly #seen: SVGGElement;
  readonly #tip = svg('text', { class: 'mono tip', y: 12 });
  readonly #clip = `film-${made++}`;
  #turn: number | undefined;
  #place: Place = { event: 0, step: 0, lines: false };
  #length = 0;
  #frame = 0;
  #left = 0; // how far it is scrolled
  #lang: Lang = 'zh';

  constructor(
    run: Run,
    events: readonly LoopEvent[],
    wishes: Wishes,
    scrub: (at: number) => void,
  ) {
    this.#run = run;
    this.#events = events;
    this.plan = planFilm(run, { ...wishes, events });
    const parts = filmParts(this.plan);
    this.#stroke = new Stroke(this.plan.path);
    [this.#shade, this.#thread, this.#dot] = [parts.shade, parts.thread, parts.dot];
    [this.#numbers, this.#marks] = [parts.numbers, parts.marks];
    this.#veil = svg('rect', { y: 0, height: this.height });
    this.#seen = this.#picture(parts);
    this.slider = el('div', SLIDER, this.#drawing(parts));
    this.#names = el('ol', { class: 'names', 'aria-hidden': 'true' });
    this.#names.style.paddingTop = `${this.plan.staves.first - this.plan.staves.lane / 2}px`;
    this.root = el('div', { class: 'reel' }, this.#names, this.slider);
    this.#listen(scrub);
  }

  get height(): number {
    const { first, lane } = this.plan.staves;
    return first + 4 * lane + UNDER;
  }

  /** What a question may not give away is cut off at the dot. */
  #picture({ under, ghost, thread, marks, numbers }: Parts): SVGGElement {
    return svg(
      'g',
      {},
      ...numbers,
      ...under,
      ghost,
      thread,
      ...marks.map(([, each]) => each),
      svg('path', { class: 'stop', d: stopsPath(this.plan.score) }),
    );
  }

  #drawing({ shade, staves, dot }: Parts): SVGElement {
    const clip = svg('clipPath', { id: this.#clip }, this.#veil);
    const box = { width: this.plan.width, height: this.height };
    return svg(
      'svg',
      { class: 'score', ...box, 'aria-hidden': 'true' },
      svg('defs', {}, clip),
      shade,
      staves,
      this.#seen,
      dot,
      this.#tip,
    );
  }

  label(lang: Lang): void {
    this.#lang = lang;
    const row = (stave: Stave) => {
      const { css, name } = CONCEPTS[stave];
      const item = el('li', {}, mark(css), el('span', {}, name[lang]));
      item.style.height = `${this.plan.staves.lane}px`;
      return item;
    };
    this.#names.replaceChildren(...STAVES.map(row));
    this.slider.ariaLabel = lang === 'en' ? 'Film of the run' : '整段运行的胶片';
  }

  /** Moves the dot; `ms` is how long that takes. `open`: what comes now is a question. */
  show(place: Place, ms: number, open: boolean): void {
    this.#place = place;
    const { event, step, lines } = place;
    const at = this.#pointOf(place);
    const shown = lines ? step : (this.#events[event]?.step ?? 0);
    const turn = this.#run.turn(shown);
    if (turn !== this.#turn) this.#showTurn(turn);
    for (const [begins, each] of this.#marks)
      each.classList.toggle('later', begins > shown);
    this.#dot.classList.toggle('asleep', this.#isAsleep(place));
    this.#aria(lines ? step : event, lines ? this.#run.last : this.#events.length - 1);
    this.#cut(open ? at.x : undefined);
    this.#move(at.length, ms);
    this.#follow(at.x, ms > 0);
  }

  #isAsleep({ event, step, lines }: Place): boolean {
    if (!lines) return this.#events[event]?.kind === 'sleep';
    return this.#run.phases[step] === 'sleep';
  }

  #pointOf({ event, step, lines }: Place): Point {
    const { events, steps } = this.plan;
    return (lines ? steps[step] : events[event]) ?? { x: 0, length: 0 };
  }

  #aria(now: number, last: number): void {
    this.slider.setAttribute('aria-valuemax', String(last));
    this.slider.setAttribute('aria-valuenow', String(now));
  }

  #cut(x: number | undefined): void {
    if (x === undefined) this.#seen.removeAttribute('clip-path');
    else this.#seen.setAttribute('clip-path', `url(#${this.#clip})`);
    this.#veil.setAttribute('width', String((x ?? 0) + 1));
  }

  #showTurn(turn: number): void {
    this.#turn = turn;
    const { turns } = this.plan.score;
    const [from, to] = [turns[turn] ?? 0, turns[turn + 1] ?? this.plan.width];
    this.#shade.setAttribute('x', String(turn < 0 ? 0 : from));
    this.#shade.setAttribute('width', String(turn < 0 ? (turns[0] ?? 0) : to - from));
    for (const [i, number] of this.#numbers.entries())
      number.classList.toggle('now', i === turn);
  }

  #move(length: number, ms: number): void {
    cancelAnimationFrame(this.#frame);
    const [from, began] = [this.#length, performance.now()];
    const draw = (now: number) => {
      const part = ms > 0 ? Math.min(1, Math.max(0, now - began) / ms) : 1;
      this.#length = from + (length - from) * (ms > 600 ? part : part * (2 - part));
      this.#draw();
      if (part < 1) this.#frame = requestAnimationFrame(draw);
    };
    draw(began);
  }

  #draw(): void {
    const { x, y } = this.#stroke.at(this.#length);
    this.#thread.style.strokeDasharray = `${this.#length.toFixed(1)} 99999`;
    this.#dot.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }

  /** A film that is wider than its window runs along under the dot. */
  #follow(x: number, smoothly: boolean): void {
    const width = widthOf(this.slider);
    const margin = Math.min(120, width / 4);
    if (x > this.#left + margin && x < this.#left + width - margin) return;
    const most = Math.max(0, this.plan.width - width);
    const left = Math.min(most, Math.max(0, x - width * 0.4));
    if (left === this.#left) return;
    this.#left = left;
    this.slider.scrollTo({ left, behavior: smoothly ? 'smooth' : 'instant' });
  }

  /** A mouse drags; a finger swipes the film, and taps to go there. */
  #listen(scrub: (at: number) => void): void {
    const go = (event: MouseEvent) => scrub(nearest(this.#points(), this.#xOf(event)));
    this.slider.addEventListener('click', go);
    this.slider.addEventListener('scrollend', () => {
      this.#left = this.slider.scrollLeft;
    });
    this.slider.addEventListener('pointermove', (event) => {
      if (event.pointerType !== 'mouse') return;
      if (event.buttons === 1) go(event);
      this.#point(this.#xOf(event));
    });
    this.slider.addEventListener('pointerleave', () => this.#tip.replaceChildren());
  }

  #points(): readonly Point[] {
    return this.#place.lines ? this.plan.steps : this.plan.events;
  }

  /** In px of the drawing, however much the page is magnified. */
  #xOf({ clientX }: MouseEvent): number {
    const { left, width } = this.slider.getBoundingClientRect();
    const scale = width / this.slider.offsetWidth || 1;
    return (clientX - left) / scale + this.slider.scrollLeft;
  }

  /** Under the pointer: what this is. Nothing of what a question asks for. */
  #point(x: number): void {
    const cut = this.#seen.hasAttribute('clip-path')
      ? this.#pointOf(this.#place).x
      : Infinity;
    const at = nearest(this.plan.events, x);
    const { label = '' } = this.#events[at] ?? {};
    const place = this.plan.events[at]?.x ?? 0;
    const shown = place <= cut ? nameOf(this.#events[at], label, this.#lang) : '';
    if (this.#tip.textContent === shown) return;
    this.#tip.textContent = shown;
    const room = Math.max(this.plan.width, widthOf(this.slider)) - shown.length * 7.3;
    this.#tip.setAttribute('x', String(Math.max(4, Math.min(place - 6, room))));
  }
}

type Parts = ReturnType<typeof filmParts>;

const KINDS: Partial<Record<LoopEvent['kind'], Pair>> = {
  turn: { zh: '第 # 轮', en: 'turn #' },
  how: { zh: '最多睡 #', en: '# at most' },
  woken: { zh: '睡了 #', en: 'slept #' },
};

function nameOf(event: LoopEvent | undefined, label: string, lang: Lang): string {
  const pattern = event && KINDS[event.kind];
  return pattern ? pattern[lang].replace('#', label) : label;
}

const SLIDER = {
  class: 'film',
  role: 'slider',
  tabindex: 0,
  'aria-valuemin': 0,
  'aria-valuenow': 0,
  'aria-valuemax': 0,
};
