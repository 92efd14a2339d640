/** The player: one run, or a good and a broken one side by side, and one set of buttons. */

import { el } from '../../ui/browser/dom.ts';
import { onLang, type Pair, pageLang } from '../../ui/browser/words.ts';
import { stepInAddress, writeStep } from './address.ts';
import type { Question } from './ask.ts';
import { Deck, type Track } from './deck.ts';
import { listen } from './keys.ts';
import { type Loaded, loadRun } from './load.ts';
import { paceOf } from './pace.ts';
import { pairsOf, partingOf, turnsOf } from './pairs.ts';
import { Run } from './run.ts';
import { scaleOf, together } from './scale.ts';
import { loadSheet } from './sheet.ts';
import { Side } from './side.ts';

const HALF = 500; // px for each of two films

interface Options {
  at: number; // where it begins
  page: boolean; // the player has the page to itself: keys and address are its own
  questions: Question[];
}

/** What the page says in `data-…`: which recording, where it begins, what is asked. */
export async function open(root: HTMLElement): Promise<void> {
  const {
    replay = '',
    twin,
    at = '0',
    page,
    questions = '[]',
    changed = '',
  } = root.dataset;
  const options = {
    at: Number(at),
    page: page !== undefined,
    questions: JSON.parse(questions) as Question[],
  };
  const [good] = await Promise.all([loadRun(replay), loadSheet()]);
  if (!twin) return start(root, good, options);
  const broken = await loadRun(twin, changed.split(' '));
  startTwin(root, good, broken, options);
}

export function start(root: HTMLElement, loaded: Loaded, options: Options): void {
  const run = new Run(loaded.recording);
  const { listings } = loaded;
  const scrub = (step: number) => deck.go(step);
  const side = new Side(run, listings, scaleOf(run), options.questions, scrub);
  const track: Track = {
    last: run.last,
    nextTurn: (at) => run.nextTurn(at),
    previousTurn: (at) => run.previousTurn(at),
    pace: (at) => paceOf(run, at),
    holds: (at) => side.holds(at),
    where: (at) => whereIn(side, at),
    show: (at, ms) => side.show(at, ms),
  };
  const deck = new Deck(track);
  const player = el('div', { class: 'player' }, side.left, side.right);
  const strip = el('div', { class: 'strip' }, side.film.root, deck.root);
  root.replaceChildren(player, strip);
  begin(root, deck, [side], options);
}

function startTwin(
  root: HTMLElement,
  good: Loaded,
  broken: Loaded,
  options: Options,
): void {
  const [a, b] = [new Run(good.recording), new Run(broken.recording)];
  const pairs = pairsOf(a, b);
  const find = (column: 0 | 1, step: number) =>
    Math.max(
      0,
      pairs.findIndex((pair) => pair[column] >= step),
    );
  const scale = together(scaleOf(a, HALF), scaleOf(b, HALF));
  const sides = [
    new Side(a, good.listings, scale, [], (step) => deck.go(find(0, step))),
    new Side(b, broken.listings, scale, [], (step) => deck.go(find(1, step))),
  ] as const;
  const deck = new Deck(trackOf(sides, pairs));
  root.replaceChildren(
    el('div', { class: 'sides' }, ...sides.map((side, i) => column(root, side, i))),
    el('div', { class: 'strip' }, deck.root),
  );
  begin(root, deck, [...sides], { ...options, at: partingOf(a, b, pairs) });
}

function trackOf(sides: readonly [Side, Side], pairs: [number, number][]): Track {
  const turns = turnsOf(sides[0].run, sides[1].run, pairs);
  const at = (i: number) => pairs[i]?.[0] ?? 0;
  return {
    last: pairs.length - 1,
    nextTurn: (i) => turns.next(i),
    previousTurn: (i) => turns.previous(i),
    pace: (i) => paceOf(sides[0].run, at(i)),
    holds: () => false,
    where: (i) => whereIn(sides[0], at(i)),
    show: (i, ms) => {
      for (const [k, side] of sides.entries()) side.show(pairs[i]?.[k] ?? 0, ms);
    },
  };
}

/** Under the title that the page has given it. */
function column(
  root: HTMLElement,
  { left, film, right }: Side,
  i: number,
): HTMLElement {
  const title = root.querySelector(`.twin-${i}`);
  return el('section', { class: 'side' }, title, left, film.root, right);
}

function whereIn({ run }: Side, at: number): Pair {
  const [turn, turns] = [run.turn(at) + 1, run.recording.turns.length];
  return {
    zh: `${turn ? `第 ${turn} 轮，共 ${turns} 轮` : '第一轮之前'} · 第 ${at} 步，共 ${run.last} 步`,
    en: `${turn ? `turn ${turn} of ${turns}` : 'before the first turn'} · step ${at} of ${run.last}`,
  };
}

function begin(root: HTMLElement, deck: Deck, sides: Side[], options: Options): void {
  const label = () => {
    for (const side of sides) side.label(pageLang());
    deck.label(pageLang());
  };
  const again = () => {
    label();
    deck.go(deck.at);
  };
  label();
  root.classList.add('ready');
  deck.onPlay = (playing) => {
    for (const side of sides) side.quiet(playing);
  };
  deck.go((options.page ? stepInAddress() : undefined) ?? options.at);
  if (options.page) followAddress(deck);
  onLang(again);
  whenWider(root, again);
  whenUnseen(root, () => deck.pause());
  listen(root, deck, options.page);
}

function followAddress(deck: Deck): void {
  deck.onStep = writeStep;
  addEventListener('hashchange', () => {
    const step = stepInAddress();
    if (step !== undefined && step !== deck.at) deck.go(step);
  });
}

/** The drawings are made for the width that they have. */
function whenWider(root: HTMLElement, change: () => void): void {
  let width = root.clientWidth;
  new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    change();
  }).observe(root);
}

function whenUnseen(root: HTMLElement, rest: () => void): void {
  new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) rest();
  }).observe(root);
}
