/**
 * On a page of source: point at a name, or walk to it with the arrow keys, and see what
 * it is; follow it to where it is declared. On a touch screen the first tap shows, and
 * the second follows.
 */

import { el } from '../../ui/browser/dom.ts';
import { inline } from '../../ui/browser/label.ts';
import { pick } from '../../ui/browser/say.ts';
import { load, pageUrl } from '../../ui/browser/site.ts';
import { htmlLang } from '../../ui/browser/words.ts';
import type { Place } from '../names/extract.ts';
import type { Shown } from '../names/links.ts';

const file = document.querySelector<HTMLElement>('[data-file]')?.dataset.file ?? '';
const WAIT = 180; // ms before it opens under a mouse that only passes by
const GRACE = 250; // ms in which the mouse may travel from the name to the box

const box = el('div', { id: 'meaning', role: 'tooltip', popover: 'manual' });
document.body.append(box);

let shownFor: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const meanings = () => load<Shown[]>(`names/${file}.json`);

function linkTo({ file: where, line }: Place): HTMLAnchorElement {
  const href = pageUrl(`source/${where}/#L${line}`);
  return el('a', { href }, `${where}:${line}`);
}

const commas = (links: Node[]): (Node | string)[] =>
  links.flatMap((link, i) => (i ? [', ', link] : [link]));

function fill({ text, doc, at, native, callers, man }: Shown): void {
  box.lang = htmlLang();
  box.replaceChildren(el('pre', {}, text));
  if (doc) box.append(el('p', { lang: 'en' }, ...inline(doc)));
  const line = el('p');
  if (at) line.append(pick('声明于 ', 'declared in '), linkTo(at), ' ');
  if (native) line.append(pick('C++ 在 ', 'C++ in '), linkTo(native), ' ');
  if (callers?.length)
    line.append(pick('调用者 ', 'called in '), ...commas(callers.map(linkTo)), ' ');
  if (man) line.append(pick('手册 ', 'manual '), man);
  if (line.childNodes.length > 0) box.append(line);
}

/** Below the name, or above it where there is no room below. */
function place(name: HTMLElement): void {
  const { left, top, bottom } = name.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const x = Math.max(8, Math.min(left, innerWidth - width - 8));
  const y = bottom + height + 12 < innerHeight ? bottom + 4 : top - height - 4;
  box.style.left = `${x}px`;
  box.style.top = `${Math.max(4, y)}px`;
}

async function show(name: HTMLElement): Promise<void> {
  shownFor = name;
  const meaning = (await meanings())[Number(name.dataset.m)];
  if (shownFor !== name || !meaning) return;
  fill(meaning);
  box.showPopover();
  place(name);
  name.setAttribute('aria-describedby', box.id);
}

function hide(): void {
  clearTimeout(timer);
  shownFor?.removeAttribute('aria-describedby');
  shownFor = undefined;
  if (box.matches(':popover-open')) box.hidePopover();
}

function soon(what: () => void, ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(what, ms);
}

const nameAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-m]') : null;

/** What cannot be fetched is not shown: the link is still a link. */
function open(name: HTMLElement): void {
  hide();
  show(name).catch(() => {});
}

document.addEventListener('pointerover', ({ target, pointerType }) => {
  if (pointerType !== 'mouse') return;
  const name = nameAt(target);
  if (name && name !== shownFor) soon(() => open(name), WAIT);
  else if (name) clearTimeout(timer);
  else if (box.contains(target as Node)) clearTimeout(timer);
  else if (shownFor) soon(hide, GRACE);
});

let touched = false;
document.addEventListener('pointerdown', ({ target, pointerType }) => {
  touched = pointerType !== 'mouse';
  if (!nameAt(target) && !box.contains(target as Node)) hide();
});
document.addEventListener('click', (event) => {
  const name = nameAt(event.target);
  if (!name || !touched || name === shownFor) return;
  event.preventDefault();
  open(name);
});

document.addEventListener('focusin', ({ target }) => {
  const name = nameAt(target);
  if (name?.matches(':focus-visible')) open(name);
  else if (!box.contains(target as Node)) hide();
});

/** Right and left through the names of a line, which its number stands in front of. */
function walk(event: KeyboardEvent): void {
  if (event.key === 'Escape') hide();
  const at = event.target as HTMLElement;
  const line = at.closest?.('.ln');
  if (!line || (!at.matches('.no') && !nameAt(at))) return;
  const stops = [...line.querySelectorAll<HTMLElement>('a.no, [data-m]')];
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = step && stops[stops.indexOf(nameAt(at) ?? at) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

for (const name of document.querySelectorAll<HTMLElement>('[data-m]'))
  name.tabIndex = -1;
document.addEventListener('keydown', walk);
addEventListener('scroll', () => shownFor && box.textContent && place(shownFor), {
  passive: true,
});
