/** The buttons, and what plays: it counts through positions and calls back for each. */

import { el, svg } from '../../ui/browser/dom.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import { type Pace, SPEEDS } from './pace.ts';

/** What is stepped through: one run in two grains, or two runs side by side. */
export interface Track {
  readonly last: number;
  /** Whether it goes line by line; undefined where there is only one grain. */
  readonly lines: boolean | undefined;
  nextTurn(at: number): number;
  previousTurn(at: number): number;
  over(at: number): number;
  nextEvent(at: number): number;
  /** Into the source and out of it: the same place in the other grain. */
  turnOver(at: number): number;
  pace(at: number): Pace;
  /** Where something is asked that nobody has answered yet: it stops there. */
  holds(at: number): boolean;
  where(at: number): Pair;
  show(at: number, ms: number): void;
}

export type Name =
  | ('previousTurn' | 'back' | 'play' | 'next' | 'nextTurn' | 'slower')
  | ('over' | 'nextEvent' | 'source');
export type Do = Name | 'home' | 'end';

const BUTTONS: Record<Name, Pair & { icon: string; keys: string }> = {
  previousTurn: {
    zh: '上一轮',
    en: 'Previous turn',
    keys: '[',
    icon: 'M2 1h2v12H2zM13 1v12L5 7z',
  },
  back: { zh: '上一步', en: 'Back', keys: 'ArrowLeft', icon: 'M11 1v12L3 7z' },
  play: { zh: '播放', en: 'Play', keys: 'Space', icon: 'M3 1v12l9-6z' },
  next: { zh: '下一步', en: 'Step', keys: 'ArrowRight', icon: 'M3 1v12l8-6z' },
  nextTurn: {
    zh: '下一轮',
    en: 'Next turn',
    keys: ']',
    icon: 'M10 1h2v12h-2zM1 1v12l8-6z',
  },
  slower: { zh: '放慢', en: 'Slower', keys: ',', icon: '' },
  source: { zh: '进源码', en: 'Into the source', keys: 'Enter', icon: '' },
  over: {
    zh: '跨过这次调用',
    en: 'Step over',
    keys: 'o',
    icon: 'M1 9C1 2 11 2 11 8V5h2v7H6v-2h3C8 5 3 5 3 9z',
  },
  nextEvent: {
    zh: '下一件事',
    en: 'Next event',
    keys: 'n',
    icon: 'M1 1v12l6-6zM7 1v12l6-6z',
  },
};
const OTHER: Partial<Record<Name, Pair & { icon: string }>> = {
  play: { zh: '停住', en: 'Pause', icon: 'M2 1h3.5v12H2zM8.5 1H12v12H8.5z' },
  source: { zh: '回到事件', en: 'Back to events', icon: '' },
};
const STROKE = 260; // ms for the dot to reach the next step

export class Deck {
  readonly root = el('div', { class: 'bar-c' });
  at = 0;
  onStep: (at: number) => void = () => {};
  onPlay: (playing: boolean) => void = () => {};
  readonly #track: Track;
  readonly #buttons = new Map<Name, HTMLButtonElement>();
  readonly #where = el('span', { class: 'where' });
  readonly #keys = el('span', { class: 'keys', 'aria-hidden': 'true' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #speed = 0;
  #lang: Lang = 'zh';

  constructor(track: Track) {
    this.#track = track;
    const names = Object.keys(BUTTONS) as Name[];
    const own = names.filter(
      (name) => track.lines !== undefined || !/source|over|nextEvent/.test(name),
    );
    for (const name of own) {
      const css = name === 'play' ? 'btn main' : 'btn';
      const button = el('button', { type: 'button', class: css, 'data-do': name });
      button.setAttribute('aria-keyshortcuts', BUTTONS[name].keys);
      button.addEventListener('click', () => this.do(name));
      this.#buttons.set(name, button);
    }
    this.root.append(...this.#buttons.values(), this.#where, this.#keys);
  }

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  do(name: Do): void {
    if (name === 'play') {
      if (this.playing) this.pause();
      else this.#play();
    } else if (name === 'slower') {
      this.#speed = (this.#speed + 1) % SPEEDS.length;
      this.label(this.#lang);
    } else if (name === 'source') this.#turnOver();
    else this.#step(name);
  }

  #step(name: Exclude<Do, 'play' | 'slower' | 'source'>): void {
    this.pause();
    const track = this.#track;
    const targets: Record<typeof name, () => number> = {
      back: () => this.at - 1,
      next: () => this.at + 1,
      home: () => 0,
      end: () => track.last,
      over: () => track.over(this.at),
      nextEvent: () => track.nextEvent(this.at),
      nextTurn: () => track.nextTurn(this.at),
      previousTurn: () => track.previousTurn(this.at),
    };
    this.go(targets[name](), STROKE);
  }

  #turnOver(): void {
    if (this.#track.lines === undefined) return;
    this.pause();
    this.go(this.#track.turnOver(this.at), STROKE);
    this.label(this.#lang);
  }

  /** To a place in the grain that is asked for. */
  goIn(lines: boolean, at: number): void {
    const { lines: now } = this.#track;
    if (now !== undefined && now !== lines) this.#track.turnOver(0);
    this.go(at);
    this.label(this.#lang);
  }

  go(at: number, ms = 0): void {
    this.at = Math.max(0, Math.min(this.#track.last, Math.trunc(at) || 0));
    this.#track.show(this.at, still() ? 0 : ms);
    this.#mark();
    this.onStep(this.at);
  }

  pause(): void {
    if (!this.playing) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.onPlay(false);
    this.label(this.#lang);
  }

  /** From the end it begins again. */
  #play(): void {
    if (this.at === this.#track.last) this.go(0);
    this.#timer = setTimeout(() => this.#advance(), 0);
    this.onPlay(true);
    this.label(this.#lang);
  }

  #advance(): void {
    const next = this.at + 1;
    const speed = SPEEDS[this.#speed] ?? 1;
    const { stroke, stay } = this.#track.pace(next);
    this.go(next, stroke / speed);
    if (next >= this.#track.last || this.#track.holds(next)) this.pause();
    else this.#timer = setTimeout(() => this.#advance(), (stroke + stay) / speed);
  }

  #mark(): void {
    this.#where.textContent = this.#track.where(this.at)[this.#lang];
    const [first, last] = [this.at === 0, this.at === this.#track.last];
    for (const name of ['back', 'previousTurn'] as const) this.#disable(name, first);
    for (const name of ['next', 'nextTurn', 'over', 'nextEvent'] as const)
      this.#disable(name, last);
  }

  /** It stays where the focus is: only said to be of no use. */
  #disable(name: Name, off: boolean): void {
    this.#buttons.get(name)?.setAttribute('aria-disabled', String(off));
  }

  label(lang: Lang): void {
    this.#lang = lang;
    this.root.dataset.grain = this.#track.lines ? 'lines' : 'events';
    for (const [name, button] of this.#buttons)
      button.replaceChildren(...this.#face(name, lang));
    this.#keys.replaceChildren(...hints(lang, this.#track.lines));
    this.#where.textContent = this.#track.where(this.at)[lang];
  }

  #face(name: Name, lang: Lang): Node[] {
    const isOther = name === 'play' ? this.playing : this.#track.lines === true;
    const look = (isOther ? OTHER[name] : undefined) ?? BUTTONS[name];
    const word = el(
      'span',
      { class: /play|source/.test(name) ? 'word' : 'vh' },
      look[lang],
    );
    if (name === 'source') return [icon(isOther ? OUT : INTO), word];
    if (name !== 'slower') return [icon(look.icon), word];
    return [el('span', {}, ['1×', '½×', '¼×'][this.#speed] ?? ''), word];
  }
}

const INTO = 'M1 1h12v2H1zM1 11h7v2H1zM1 6h5v2H1zM8 5l5 4-5 4z';
const OUT = 'M1 1h12v2H1zM6 11h7v2H6zM8 6h5v2H8zM6 5L1 9l5 4z';

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

function icon(d: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    svg('path', { d }),
  );
}

function hints(lang: Lang, lines: boolean | undefined): (Node | string)[] {
  const into = lines ? { zh: '回来', en: 'back' } : { zh: '进源码', en: 'into source' };
  const keys: [string[], Pair][] = [
    [['←', '→'], { zh: '一步', en: 'step' }],
    [['[', ']'], { zh: '一轮', en: 'turn' }],
    ...(lines === undefined ? [] : [[['Enter'], into] satisfies [string[], Pair]]),
    [[lang === 'en' ? 'space' : '空格'], { zh: '播放', en: 'play' }],
  ];
  return keys.flatMap(([names, what]) => [
    ...names.map((name) => el('kbd', {}, name)),
    el('span', {}, what[lang]),
  ]);
}
