/** The score of the last turns, drawn again whenever one has been added. */

import { type Score, type Shape, score } from '../../../score/score.ts';
import type { Turn } from '../../../score/turns.ts';
import { svg } from '../../../ui/browser/dom.ts';
import { pick } from '../../../ui/browser/say.ts';
import type { ToldRan, ToldTurn } from '../../told.ts';
import { inMs, isMine, nameOf, sentenceOf } from './names.ts';

const SHAPE: Shape = {
  tall: false,
  origin: 8,
  first: 28,
  lane: 52,
  bend: 15,
  back: 32,
  mark: 108,
  idle: 10,
  perMs: 0.8,
};
const SHOWN = 8; // turns
const LONGEST = 250; // ms: a longer sleep is drawn cut
const MOST = 4; // functions of a turn that are drawn on one staff
const CSS = { callback: 'cb', timeout: 'to', how: 'how', sleep: 'sl', handler: 'fd' };
const CALM = 1_000; // ms between two pictures, for who does not like motion

export class Picture {
  readonly #turns: ToldTurn[] = [];
  #held = false;
  #mine = false;
  #waiting = false;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');

  add(turn: ToldTurn): void {
    if (this.#held || (this.#mine && !isMine(turn))) return;
    this.#turns.push(turn);
    if (this.#turns.length > SHOWN) this.#turns.shift();
    this.#soon();
  }

  hold(on: boolean): void {
    this.#held = on;
  }

  onlyMine(on: boolean): void {
    this.#mine = on;
    if (on) this.#turns.splice(0, Infinity, ...this.#turns.filter(isMine));
    this.#soon();
  }

  /** At most one for each frame, and none for a page that nobody sees. */
  #soon(): void {
    if (this.#waiting || document.hidden) return;
    this.#waiting = true;
    const draw = () => {
      this.#waiting = false;
      this.#draw();
    };
    if (this.#calm.matches) setTimeout(draw, CALM);
    else requestAnimationFrame(draw);
  }

  #draw(): void {
    const place = document.querySelector('[data-score]');
    const last = this.#turns.at(-1);
    if (!place || !last) return;
    const drawn = score(this.#turns.map(shown), SHAPE);
    const width = drawn.end.along + 40;
    place.setAttribute('width', `${width}`);
    place.setAttribute('height', '270');
    place.replaceChildren(...partsOf(drawn, width, this.#turns));
    const stage = place.parentElement;
    if (stage) stage.scrollLeft = stage.scrollWidth;
    const sentence = document.querySelector('[data-sentence]');
    const { zh, en } = sentenceOf(last);
    if (sentence) sentence.textContent = pick(zh, en);
  }
}

/** As the score has it: names instead of functions, and sleeps that fit. */
function shown(turn: ToldTurn): Turn {
  const of = (kind: ToldRan['kind']) => {
    const all = turn.ran.filter((ran) => ran.kind === kind);
    const named = all.slice(0, MOST).map((ran) => nameOf(turn, ran));
    const more = all.length - MOST;
    const names = more > 0 ? [...named, `+${more}`] : named;
    return names.map((name) => ({ name, start: 0, end: 0 }));
  };
  const { poll } = turn;
  const end = Math.min(poll?.slept ?? 0, LONGEST);
  return {
    callbacks: of('callback'),
    timeouts: of('timeout'),
    ...(poll && {
      poll: { timeout: Math.round(poll.timeout), start: 0, end, ready: poll.ready },
    }),
    handlers: of('handler'),
  };
}

function partsOf(
  drawn: Score,
  width: number,
  turns: readonly ToldTurn[],
): SVGElement[] {
  const rows = [0, 1, 2, 3, 4].map((row) => SHAPE.first + row * SHAPE.lane);
  const staves = rows.map((y) => `M0 ${y}H${width}`).join('');
  const rests = drawn.rests.map(({ along, across, length }) =>
    svg('rect', { class: 'rest', x: along, y: across, width: length, height: 16 }),
  );
  const slept = drawn.rests.map(({ along, across }, i) => {
    const text = inMs(turns[i]?.poll?.slept ?? 0);
    return svg('text', { class: 'mono fill-sl', x: along, y: across + 30 }, text);
  });
  const numbers = drawn.turns.map((along, i) =>
    svg('text', { class: 'dim', x: along + 6, y: 10 }, `${turns[i]?.number ?? ''}`),
  );
  return [
    svg('path', { class: 'staff', d: staves }),
    svg('path', { class: 'bar', d: drawn.bars.map((x) => `M${x} 14V250`).join('') }),
    ...rests,
    svg('path', { class: 'thread', d: drawn.path }),
    ...drawn.marks.flatMap(markOf),
    ...drawn.values.flatMap(allowanceOf),
    ...slept,
    ...numbers,
    svg('circle', { class: 'dot', r: 6, cx: drawn.end.along, cy: drawn.end.across }),
  ];
}

function markOf({
  along: x,
  across: y,
  stave,
  name,
}: Score['marks'][number]): SVGElement[] {
  const css = CSS[stave];
  const mine = / me$/.test(name) ? ' mine' : '';
  const below = stave === 'handler';
  return [
    svg('use', {
      href: `#m-${css}`,
      class: css,
      x: x - 7,
      y: y - 7,
      width: 14,
      height: 14,
    }),
    svg(
      'text',
      { class: `mono fill-${css}${mine}`, x: x - 7, y: below ? y + 22 : y - 12 },
      name.slice(0, 16),
    ),
  ];
}

function allowanceOf({ along, across, text }: Score['values'][number]): SVGElement[] {
  const half = (text.length * 7.2) / 2 + 5;
  const x = along + 10 + half;
  return [
    svg('rect', {
      class: 'gap',
      x: x - half,
      y: across - 9,
      width: half * 2,
      height: 18,
    }),
    svg('text', { class: 'mono', x, y: across + 4.5, 'text-anchor': 'middle' }, text),
  ];
}
