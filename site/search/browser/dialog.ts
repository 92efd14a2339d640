/** The search itself: a question, and under it what was found, kind by kind. */

import { el } from '../../ui/browser/dom.ts';
import { pick } from '../../ui/browser/say.ts';
import { pageUrl } from '../../ui/browser/site.ts';
import { htmlLang, type Pair, pageLang } from '../../ui/browser/words.ts';
import { ask } from './ask.ts';
import type { Group, Hit } from './find.ts';
import { KINDS, TRY } from './kinds.ts';
import { type Marked, mark, snippet } from './marks.ts';

const MOST = 6; // of a kind; a button shows the rest

const dialog = el('dialog', { class: 'search' });
const input = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
const status = el('p', { class: 'num', role: 'status' });
const results = el('div');
let composing = false;

/** Every second piece was looked for. */
const marked = (pieces: Marked): (Node | string)[] =>
  pieces.map((piece, i) => (i % 2 ? el('mark', {}, piece) : piece));

/** The text in the language of the page; if the words are in the other one only, there. */
function textOf({
  entry,
  terms,
}: Hit): { text: string; lang: 'zh' | 'en' } | undefined {
  const mine = pageLang();
  const other = mine === 'zh' ? 'en' : 'zh';
  const has = (each: 'zh' | 'en') => mark(entry[each] ?? '', terms).length > 1;
  const chosen = !has(mine) && has(other) && !entry.name ? other : mine;
  const shown = entry[chosen] ? chosen : other;
  const text = entry[shown];
  return text ? { text, lang: shown } : undefined;
}

const nameOf = (place: string | Pair): string =>
  typeof place === 'string' ? place : place[pageLang()];

function itemOf(hit: Hit): HTMLLIElement {
  const { entry, terms } = hit;
  const { name, in: place } = entry;
  const said = textOf(hit);
  const link = el('a', { href: pageUrl(entry.to) });
  if (name) link.append(el('b', { class: 'mono' }, ...marked(mark(name, terms))), ' ');
  if (said) {
    const text = marked(snippet(said.text, terms, said.lang));
    link.append(el('span', { lang: said.lang }, ...text));
  }
  if (place) link.append(' ', el('small', {}, nameOf(place)));
  return el('li', {}, link);
}

function groupOf({ kind, count, hits }: Group): HTMLElement {
  const list = el('ul', {}, ...hits.slice(0, MOST).map(itemOf));
  const { zh, en } = KINDS[kind];
  const title = el('h2', {}, pick(zh, en), ' ', el('small', {}, count));
  const group = el('section', {}, title, list);
  if (hits.length > MOST) group.append(moreOf(list, hits.slice(MOST)));
  return group;
}

function moreOf(list: HTMLElement, rest: Hit[]): HTMLButtonElement {
  const words = pick(`还有 ${rest.length} 条`, `${rest.length} more`);
  const more = el('button', { type: 'button' }, words);
  more.addEventListener('click', () => {
    const items = rest.map(itemOf);
    list.append(...items);
    items[0]?.querySelector('a')?.focus();
    more.remove();
  });
  return more;
}

/** Words that do find something, to go on with. */
function proposals(before: string): HTMLElement {
  const buttons = TRY[pageLang()].map((word) => {
    const button = el('button', { type: 'button' }, word);
    button.addEventListener('click', () => {
      input.value = word;
      input.focus();
      answer();
    });
    return button;
  });
  return el('p', {}, before, ...buttons.flatMap((button) => [' ', button]));
}

function answer(): void {
  const query = input.value.trim();
  if (!query) show('', [proposals(pick('比如：', 'For example:'))]);
  ask(query, (groups) => query && tell(query, groups));
}

function tell(query: string, groups: Group[] | undefined): void {
  if (!groups) {
    const zh = '索引没能取到，再打一个字试试。';
    show(pick(zh, 'The index could not be fetched; type on to try again.'), []);
    return;
  }
  if (results.contains(document.activeElement)) return; // what is walked through stays
  if (groups.length === 0) {
    showNothing(query);
    return;
  }
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  show(pick(`${count} 条`, `${count} found`), groups.map(groupOf));
}

function showNothing(query: string): void {
  const [zh, en] = [`没有找到“${query}”。`, `Nothing found for “${query}”.`];
  const advice = pick(
    '换个短一点的词，或者用英文的名字；也可以试试：',
    'A shorter word may do, or a name from the code; or try:',
  );
  show(pick(zh, en), [proposals(advice)]);
}

function show(said: string, what: HTMLElement[]): void {
  status.textContent = said;
  results.replaceChildren(...what);
  results.scrollTop = 0;
}

/** While a word is being composed, the keys are those of the input method. */
const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229;

/** Up and down through the links; up from the first leads back to the question. */
function walk(event: KeyboardEvent): void {
  composing = isComposing(event);
  if (composing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...results.querySelectorAll<HTMLElement>('a')];
  const next = links.indexOf(document.activeElement as HTMLElement) + step;
  event.preventDefault();
  if (next < 0) input.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}

function build(): void {
  const close = el('button', { type: 'button' });
  close.addEventListener('click', () => dialog.close());
  const form = el('form', {}, input, close);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!composing) results.querySelector('a')?.click();
  });
  input.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) answer(); // half a word is no question
  });
  input.addEventListener('compositionend', () => answer());
  dialog.addEventListener('cancel', (event) => {
    if (composing) event.preventDefault();
  });
  dialog.addEventListener('keydown', walk);
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close(); // beside it
    if ((target as Element).closest('a')) dialog.close(); // also on this very page
  });
  dialog.append(form, status, results);
  document.body.append(dialog);
}

/** In the language that the page has now. */
function label(): void {
  dialog.lang = htmlLang();
  dialog.ariaLabel = pick('搜索', 'Search');
  input.ariaLabel = pick(
    '搜索章节、源码、注、回放、练习、测试',
    'Search chapters, source, notes, replays, exercises, tests',
  );
  input.placeholder = input.ariaLabel;
  const close = dialog.querySelector('form button');
  if (close) close.textContent = pick('关闭', 'Close');
}

export function openSearch(): void {
  if (!dialog.isConnected) build();
  label();
  if (!dialog.open) dialog.showModal();
  input.select();
  answer(); // the index is made while the question is being typed
}
