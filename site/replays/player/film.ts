/** The film: the score of the run, on which the dot moves and which a hand can scrub. */

import { stopsPath } from '../../score/score.ts';
import { el, mark, svg } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import { CONCEPTS, STAVES, type Stave } from '../../ui/concepts.ts';
import { FIRST, type FilmPlan, LANE, planFilm, stepAt } from './film-plan.ts';
import type { Run } from './run.ts';
import { Stroke } from './stroke.ts';
import { widthOf } from './width.ts';

const HEIGHT = 168;
const AXIS = 158;
const WINDOW = 2400; // px: the staves run on where the film is short

export class Film {
  readonly root: HTMLElement;
  readonly plan: FilmPlan;
  readonly slider: HTMLElement;
  readonly #run: Run;
  readonly #names: HTMLElement;
  readonly #stroke: Stroke;
  readonly #thread: SVGPathElement;
  readonly #dot: SVGCircleElement;
  readonly #shade: SVGRectElement;
  readonly #numbers: SVGTextElement[];
  readonly #marks: [step: number, mark: SVGElement][];
  #turn: number | undefined;
  #length = 0;
  #frame = 0;
  #left = 0; // how far it is scrolled

  constructor(run: Run, perMs: number, scrub: (step: number) => void) {
    this.#run = run;
    this.plan = planFilm(run, perMs);
    const { path, width } = this.plan;
    this.#stroke = new Stroke(path);
    this.#shade = svg('rect', { class: 'shade', y: 14, height: 132 });
    this.#thread = svg('path', { class: 'thread', d: path });
    this.#dot = svg('circle', { class: 'dot', r: 6 });
    this.#numbers = this.plan.score.turns.map((x, i) =>
      svg('text', { class: 'mono turn-no', x: x + 7, y: 10 }, i + 1),
    );
    this.#marks = this.plan.marks.map((each) => [each.step, markOf(each)]);
    const drawing = svg(
      'svg',
      { class: 'score', width, height: HEIGHT, 'aria-hidden': 'true' },
      this.#shade,
      staves(this.plan),
      ...this.#numbers,
      ...rests(this.plan),
      svg('path', { class: 'ghost', d: path }),
      this.#thread,
      ...this.#marks.map(([, each]) => each),
      svg('path', { class: 'stop', d: stopsPath(this.plan.score) }),
      this.#dot,
    );
    this.slider = el('div', SLIDER, drawing);
    this.slider.setAttribute('aria-valuemax', String(run.last));
    this.#names = el('ol', { class: 'names', 'aria-hidden': 'true' });
    this.root = el('div', { class: 'reel' }, this.#names, this.slider);
    this.#listen(scrub);
  }

  label(lang: Lang): void {
    const row = (stave: Stave) => {
      const { css, name } = CONCEPTS[stave];
      return el('li', {}, mark(css), el('span', {}, name[lang]));
    };
    this.#names.replaceChildren(...STAVES.map(row));
    this.slider.ariaLabel = lang === 'en' ? 'Film of the run' : '整段运行的胶片';
  }

  /** Moves the dot to a step; `ms` is how long that takes. */
  show(step: number, ms: number): void {
    const turn = this.#run.turn(step);
    if (turn !== this.#turn) this.#showTurn(turn);
    for (const [at, each] of this.#marks) each.classList.toggle('later', at > step);
    this.#dot.classList.toggle('asleep', this.#run.phases[step] === 'sleep');
    this.slider.setAttribute('aria-valuenow', String(step));
    this.#move(this.plan.lengths[step] ?? 0, ms);
    this.#follow(this.plan.xs[step] ?? 0, ms > 0);
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
      this.#length = from + (length - from) * part * (2 - part);
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
  #listen(scrub: (step: number) => void): void {
    const go = ({ clientX }: MouseEvent) => {
      const { left } = this.slider.getBoundingClientRect();
      scrub(stepAt(this.plan, clientX - left + this.slider.scrollLeft));
    };
    this.slider.addEventListener('click', go);
    this.slider.addEventListener('scrollend', () => {
      this.#left = this.slider.scrollLeft;
    });
    this.slider.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse' && event.buttons === 1) go(event);
    });
  }
}

const SLIDER = {
  class: 'film',
  role: 'slider',
  tabindex: 0,
  'aria-valuemin': 0,
  'aria-valuenow': 0,
};

function staves({ score, width }: FilmPlan): SVGGElement {
  const rows = STAVES.map(
    (_, i) => `M0 ${FIRST + i * LANE}H${Math.max(width, WINDOW)}`,
  ).join('');
  const bars = score.bars.map((x) => `M${x} 14V146`).join('');
  const group = svg('g', {}, svg('path', { class: 'staff', d: rows }));
  group.append(svg('path', { class: 'bar', d: bars }), ...times({ score }));
  return group;
}

/** Under each sleep the time at which it ended, where there is room for it. */
function times({ score }: Pick<FilmPlan, 'score'>): SVGTextElement[] {
  let free = -Infinity;
  return score.rests.flatMap(({ along, length, poll }) => {
    const [x, text] = [along + length, String(Math.round(poll.end))];
    if (poll.end === poll.start || x - 24 < free) return [];
    free = x + text.length * 4;
    const at = { x, y: AXIS, 'text-anchor': 'middle' };
    return [svg('text', { class: 'mono sm dim', ...at }, text)];
  });
}

function* rests({ score, marks }: FilmPlan) {
  for (const { along, across, length, poll } of score.rests) {
    const ms = Math.round(poll.end - poll.start);
    if (ms === 0) continue;
    yield svg('rect', { class: 'rest', x: along, y: across, width: length, height: 9 });
    if (length < String(ms).length * 7 + 8) continue;
    yield svg('text', { class: 'mono sm fill-sl', x: along + 6, y: across - 6 }, ms);
  }
  for (const { x, y, ms } of marks.filter((each) => each.ms >= 1)) {
    yield svg('rect', { class: 'work', x: x - 4, y, width: 22, height: 9 });
    yield svg(
      'text',
      { class: 'mono sm fill-cb', x: x - 3, y: y + 20 },
      Math.round(ms),
    );
  }
}

function markOf({ x, y, stave, name }: FilmPlan['marks'][number]): SVGElement {
  const { css } = CONCEPTS[stave];
  const place = { x: x - 6, y: y - 6, width: 12, height: 12 };
  const use = svg('use', { href: `#m-${css}`, class: css, ...place });
  use.append(svg('title', {}, name));
  return use;
}
