/**
 * On a page of source: the ring beside a line opens the tests that ran it, and with
 * `?test=…` in the address the lines are marked that one test ran.
 */

import { el } from '../../ui/browser/dom.ts';
import { pick, say } from '../../ui/browser/say.ts';
import { load, pageUrl } from '../../ui/browser/site.ts';
import { plural } from '../../ui/plural.ts';
import type { Evidence } from '../evidence.ts';

const MOST = 12; // tests in a list; the rest is a number
const file = document.querySelector<HTMLElement>('[data-file]')?.dataset.file ?? '';
const rings = [...document.querySelectorAll<HTMLElement>('.ev')];

const evidence = () => load<Evidence>(`evidence/${file}.json`);

const lineOf = (ring: HTMLElement): string => ring.parentElement?.id.slice(1) ?? '';

const howMany = (n: string | null): string =>
  n === '0'
    ? pick('0 个：没有测试跑过这一行', '0: no test runs this line')
    : pick(
        `${n} 个测试跑过这一行`,
        `${n} ${n === '1' ? 'test runs' : 'tests run'} this line`,
      );

/** Only with script is a ring something to press. */
function makeButtons(): void {
  for (const ring of rings) {
    ring.role = 'button';
    ring.tabIndex = -1;
    ring.ariaExpanded = 'false';
    ring.ariaLabel = howMany(ring.textContent);
  }
}

type Row = Evidence['tests'][number];

function itemOf([id, name, testFile, state]: Row): HTMLLIElement {
  const page = testFile.replace(/^test\/|\.test\.ts$/g, '');
  const href = pageUrl(`tests/${page}/#${id}`);
  const link = el('a', { href, lang: 'en' }, name.replace(/\s*\[B[\d, B]+\]/g, ''));
  return el('li', { class: state }, el('span', { class: 'vh' }, `${state}: `), link);
}

/** The failed ones first: they are what a reader came for. */
function listOf(rows: Row[]): HTMLUListElement {
  const failed = rows.filter(([, , , state]) => state === 'failed');
  const others = rows.filter(([, , , state]) => state !== 'failed');
  const items = [...failed, ...others].map(itemOf);
  const list = el('ul', {}, ...items.slice(0, MOST));
  if (items.length > MOST) list.append(moreOf(items.slice(MOST)));
  return list;
}

/** Opens the rest where it stands. */
function moreOf(rest: HTMLLIElement[]): HTMLLIElement {
  const words = pick(`还有 ${rest.length} 个`, `and ${rest.length} more`);
  const button = el('button', { type: 'button', class: 'copy' }, words);
  const item = el('li', { class: 'more' }, button);
  button.addEventListener('click', () => {
    item.replaceWith(...rest);
    rest[0]?.querySelector('a')?.focus();
  });
  return item;
}

async function open(ring: HTMLElement): Promise<void> {
  const panel = el('div', { class: 'ran' }, el('p', {}, howMany(ring.textContent)));
  ring.ariaExpanded = 'true';
  ring.parentElement?.after(panel);
  try {
    const { lines, tests } = await evidence();
    const rows = (lines[lineOf(ring)] ?? []).map((i) => tests[i] as Row);
    if (rows.length > 0) panel.append(listOf(rows));
  } catch {
    const [zh, en] = [
      '没能取到测试的名单，再点一次试试。',
      'The list of tests could not be fetched; try again.',
    ];
    panel.append(el('p', {}, pick(zh, en)));
  }
}

function close(ring: HTMLElement): void {
  ring.ariaExpanded = 'false';
  const panel = ring.parentElement?.nextElementSibling;
  if (panel?.matches('.ran')) panel.remove();
}

function toggle(ring: HTMLElement): void {
  if (ring.ariaExpanded === 'true') close(ring);
  else void open(ring);
}

/** From a line's number: left to its ring, right back, Enter opens, Escape closes. */
function onKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  const line = at.closest?.('.ln');
  const ring = line?.querySelector<HTMLElement>('.ev');
  if (event.key === 'Escape') closeLast();
  if (!ring) return;
  if (event.key === 'ArrowLeft' && at.matches('.no')) ring.focus();
  else if (event.key === 'ArrowRight' && at === ring)
    line?.querySelector<HTMLElement>('.no')?.focus();
  else if ((event.key === 'Enter' || event.key === ' ') && at === ring) toggle(ring);
  else return;
  event.preventDefault();
}

function closeLast(): void {
  const ring = rings.findLast((each) => each.ariaExpanded === 'true');
  if (!ring) return;
  const within = ring.parentElement?.nextElementSibling?.contains(
    document.activeElement,
  );
  close(ring);
  if (within) ring.focus();
}

/** `?test=…`: what that test ran is marked, and a line above the code says so. */
async function markTest(): Promise<void> {
  const id = new URLSearchParams(location.search).get('test');
  if (!id) return;
  const { lines, tests } = await evidence();
  const place = tests.findIndex(([each]) => each === id);
  const ran = Object.entries(lines).filter(([, ids]) => ids.includes(place));
  const [, name = id] = tests[place] ?? [];
  for (const [n] of ran) document.getElementById(`L${n}`)?.classList.add('lit');
  const [zh, en] = [
    `标出了测试跑过的 ${ran.length} 行：`,
    `Marked: ${plural(ran.length, 'line')} run by the test `,
  ];
  const title = el('b', { class: 'mono', lang: 'en' }, name);
  const clear = el('a', { href: location.pathname }, pick('不再标出', 'clear'));
  const note = el('p', { class: 'marked' }, pick(zh, en), title, ' ', clear);
  document.querySelector('.facts')?.after(note);
  say(zh + name, en + name);
}

makeButtons();
document.addEventListener('keydown', onKey);
document.addEventListener('click', ({ target }) => {
  const ring = (target as Element).closest<HTMLElement>('.ev');
  if (ring) toggle(ring);
});
markTest().catch(() => {}); // unmarked, the page is still the page
