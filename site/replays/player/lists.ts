/** Callbacks as a row of cells; interest list and ready list as rows of a table. */

import { el, mark } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { State } from '../recording.ts';
import { eventsText } from './events.ts';
import type { Extra } from './state.ts';

const LABELS = {
  zh: { batch: '这一轮', next: '下一轮', none: '空' },
  en: { batch: 'this turn', next: 'next turn', none: 'empty' },
};
const MOST_CELLS = 12;

/** What runs now stands before what this turn has still to run. */
export function drawQueue(root: HTMLElement, state: State, lang: Lang, extra: Extra) {
  const words = LABELS[lang];
  const hidden = extra.asked === 'next-callback';
  const batch = hidden ? state.batch.map(() => '?') : state.batch;
  const { running, phase } = state;
  const now = running ? [cell(running, `now ${phase ?? ''}`)] : [];
  const none = now.length > 0 ? [] : [el('span', { class: 'cell none' }, words.none)];
  const rows: [string, HTMLElement[]][] = [
    [words.batch, [...now, ...(batch.length > 0 ? cellsOf(batch, '') : none)]],
    [words.next, cellsOf(state.callbacks, words.none)],
  ];
  const cells = rows.flatMap(([label, each]) => [
    el('dt', {}, label),
    el('dd', {}, ...each),
  ]);
  root.replaceChildren(el('dl', { class: 'slots' }, ...cells));
}

const cell = (name: string, css = ''): HTMLElement =>
  el('code', { class: `cell ${css}` }, mark(markOf(css)), name);

function cellsOf(names: string[], none: string): HTMLElement[] {
  if (!names.length) return [el('span', { class: 'cell none' }, none)];
  const rest = names.length - MOST_CELLS;
  const cells = names.slice(0, MOST_CELLS).map((name) => cell(name));
  return rest > 0 ? [...cells, el('span', { class: 'cell none' }, `+${rest}`)] : cells;
}

const markOf = (css: string): string =>
  css.endsWith('timeout') ? 'to' : css.endsWith('handler') ? 'fd' : 'cb';

/** Where there is little room, what is ready is marked on the interest list itself. */
function drawShort(root: HTMLElement, state: State, lang: Lang, { asked }: Extra) {
  const isReady = (fd: number) => state.ready.some((each) => each.fd === fd);
  const cells = state.interests.map(({ fd, what, events, handler }) => {
    const quiet = /waker/i.test(what) && !isReady(fd);
    const ready = isReady(fd) && asked !== 'ready-fds' ? 'now' : '';
    const text = quiet ? `fd ${fd} waker` : `fd ${fd} ${askedText(events)} ${handler}`;
    return el('code', { class: `cell handler ${quiet ? 'none' : ready}` }, text);
  });
  const none = el('span', { class: 'cell none' }, LABELS[lang].none);
  root.replaceChildren(
    el('div', { class: 'cells' }, ...(cells.length ? cells : [none])),
  );
}

export function drawInterests(
  root: HTMLElement,
  state: State,
  lang: Lang,
  extra: Extra,
) {
  if (extra.short) return drawShort(root, state, lang, extra);
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
