/** The buttons, and what plays: it counts through positions and calls back for each. */

import { el, svg } from '../../ui/browser/dom.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import { SPEEDS } from './pace.ts';

/** What is stepped through: one run, or two side by side. */
export interface Track {
  last: number;
  nextTurn(at: number): number;
  previousTurn(at: number): number;
  pace(at: number): number; // ms
  /** Where something is asked that nobody has answered yet: it stops there. */
  holds(at: number): boolean;
  where(at: number): Pair;
  show(at: number, ms: number): void;
}

type Name = 'back' | 'next' | 'previousTurn' | 'nextTurn' | 'play' | 'slower';

const BUTTONS: Record<Name, Pair & { icon: string; keys: string }> = {
  previousTurn: {
    zh: '上一轮',
    en: 'Previous turn',
    keys: 'ArrowUp',
    icon: 'M2 1h2v12H2zM13 1v12L5 7z',
  },
  back: { zh: '上一步', en: 'Back', keys: 'ArrowLeft', icon: 'M11 1v12L3 7z' },
  play: { zh: '播放', en: 'Play', keys: 'Space', icon: 'M3 1v12l9-6z' },
  next: { zh: '下一步', en: 'Step', keys: 'ArrowRight', icon: 'M3 1v12l8-6z' },
  nextTurn: {
    zh: '下一轮',
    en: 'Next turn',
    keys: 'ArrowDown',
    icon: 'M10 1h2v12h-2zM1 1v12l8-6z',
  },
  slower: { zh: '放慢', en: 'Slower', keys: ',', icon: '' },
};
const PAUSE = { zh: '停住', en: 'Pause', icon: 'M2 1h3.5v12H2zM8.5 1H12v12H8.5z' };
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
    for (const name of Object.keys(BUTTONS) as Name[]) {
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

  do(name: Name | 'home' | 'end'): void {
    if (name === 'play') {
      if (this.playing) this.pause();
      else this.#play();
      return;
    }
    if (name === 'slower') {
      this.#speed = (this.#speed + 1) % SPEEDS.length;
      this.label(this.#lang);
      return;
    }
    this.pause();
    const targets = {
      back: this.at - 1,
      next: this.at + 1,
      home: 0,
      end: this.#track.last,
      nextTurn: this.#track.nextTurn(this.at),
      previousTurn: this.#track.previousTurn(this.at),
    };
    this.go(targets[name], STROKE);
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
    const ms = this.#track.pace(next) / (SPEEDS[this.#speed] ?? 1);
    this.go(next, ms);
    if (next >= this.#track.last || this.#track.holds(next)) this.pause();
    else this.#timer = setTimeout(() => this.#advance(), ms);
  }

  #mark(): void {
    this.#where.textContent = this.#track.where(this.at)[this.#lang];
    const [first, last] = [this.at === 0, this.at === this.#track.last];
    for (const name of ['back', 'previousTurn'] as const) this.#disable(name, first);
    for (const name of ['next', 'nextTurn'] as const) this.#disable(name, last);
  }

  /** It stays where the focus is: only said to be of no use. */
  #disable(name: Name, off: boolean): void {
    this.#buttons.get(name)?.setAttribute('aria-disabled', String(off));
  }

  label(lang: Lang): void {
    this.#lang = lang;
    for (const [name, button] of this.#buttons) {
      const look = name === 'play' && this.playing ? PAUSE : BUTTONS[name];
      const speed = ['1×', '½×', '¼×'][this.#speed] ?? '';
      const text =
        name === 'slower' ? [speed, el('span', { class: 'vh' }, ` ${look[lang]}`)] : [];
      const hidden = name === 'play' ? '' : 'vh';
      const label = el('span', { class: hidden }, look[lang]);
      button.replaceChildren(...(text.length ? text : [icon(look.icon), label]));
    }
    this.#keys.replaceChildren(...hints(lang));
    this.#where.textContent = this.#track.where(this.at)[lang];
  }
}

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

function icon(d: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    svg('path', { d }),
  );
}

function hints(lang: Lang): (Node | string)[] {
  const keys: [string[], Pair][] = [
    [['←', '→'], { zh: '一步', en: 'step' }],
    [['↑', '↓'], { zh: '一轮', en: 'turn' }],
    [[lang === 'en' ? 'space' : '空格'], { zh: '播放', en: 'play' }],
    [[','], { zh: '放慢', en: 'slower' }],
  ];
  return keys.flatMap(([names, what]) => [
    ...names.map((name) => el('kbd', {}, name)),
    el('span', {}, what[lang]),
  ]);
}
