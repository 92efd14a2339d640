/** Callbacks as a row of cells; interest list and ready list as rows of a table. */

import { el, mark } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { State } from '../recording.ts';
import { eventsText } from './events.ts';
import type { Extra } from './state.ts';

const LABELS = {
  zh: { running: '正在跑', batch: '这一批', next: '下一轮', none: '空' },
  en: { running: 'running', batch: 'this batch', next: 'next turn', none: 'empty' },
};
const MOST_CELLS = 12;

export function drawQueue(root: HTMLElement, state: State, lang: Lang, extra: Extra) {
  const words = LABELS[lang];
  const hidden = extra.asked === 'next-callback';
  const running = state.running ? [state.running] : [];
  const rows: [string, string[], string][] = [
    [words.running, running, `now ${state.phase ?? ''}`],
    [words.batch, hidden ? state.batch.map(() => '?') : state.batch, ''],
    [words.next, state.callbacks, ''],
  ];
  const cells = rows.flatMap(([label, names, css]) => [
    el('dt', {}, label),
    el('dd', {}, ...cellsOf(names, words.none, css)),
  ]);
  root.replaceChildren(el('dl', { class: 'slots' }, ...cells));
}

function cellsOf(names: string[], none: string, css: string): HTMLElement[] {
  if (!names.length) return [el('span', { class: 'cell none' }, none)];
  const rest = names.length - MOST_CELLS;
  const cells = names
    .slice(0, MOST_CELLS)
    .map((name) => el('code', { class: `cell ${css}` }, mark(markOf(css)), name));
  return rest > 0 ? [...cells, el('span', { class: 'cell none' }, `+${rest}`)] : cells;
}

const markOf = (css: string): string =>
  css.endsWith('timeout') ? 'to' : css.endsWith('handler') ? 'fd' : 'cb';

export function drawInterests(root: HTMLElement, state: State, lang: Lang) {
  const rows = state.interests.map(({ fd, what, events, handler }) => {
    const quiet = /waker/i.test(what);
    const said = what && !/^(fd|\d+)$/.test(what) && what !== handler ? what : '';
    return row([`fd ${fd}`, askedText(events), handler, said], quiet);
  });
  root.replaceChildren(tableOf(rows, lang));
}

/** Errors are reported whether asked for or not: they go without saying. */
function askedText(events: number): string {
  return eventsText(events & ~0x018 || events);
}

export function drawReady(root: HTMLElement, state: State, lang: Lang, extra: Extra) {
  const asked = extra.asked === 'ready-fds';
  const shown = asked ? [row(['fd ?', ''], true)] : state.ready.map(readyRow);
  root.replaceChildren(tableOf(shown, lang));
}

const readyRow = ({ fd, events }: State['ready'][number]) =>
  row([`fd ${fd}`, eventsText(events)], false);

function row(cells: string[], quiet: boolean): HTMLElement {
  const made = cells.map((cell) => el('td', {}, cell));
  return el('tr', { class: quiet && 'dim' }, ...made);
}

function tableOf(rows: HTMLElement[], lang: Lang): HTMLElement {
  if (!rows.length) return el('p', { class: 'cell none' }, LABELS[lang].none);
  return el('table', { class: 'mono' }, el('tbody', {}, ...rows));
}
