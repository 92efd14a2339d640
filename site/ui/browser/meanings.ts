/**
 * A term of the glossary shows its line: under a mouse, with the focus, at the first tap.
 * The link still leads to the glossary.
 */

import { el } from './dom.ts';
import { load } from './site.ts';
import { htmlLang, pageLang } from './words.ts';

type Meanings = Record<string, { zh: string; en: string }>;

const TERM = 'a.term';
const WAIT = 180; // ms before it opens under a mouse that only passes by

const box = el('div', { id: 'term', role: 'tooltip', popover: 'manual' });
let shown: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let touched = false;

const termAt = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>(TERM) : null;

function hide(): void {
  clearTimeout(timer);
  shown?.removeAttribute('aria-describedby');
  shown = undefined;
  if (box.matches(':popover-open')) box.hidePopover();
}

async function show(term: HTMLAnchorElement): Promise<void> {
  hide();
  shown = term;
  const meanings = await load<Meanings>('terms.json');
  const meaning = meanings[decodeURIComponent(term.hash.slice(1))];
  if (shown !== term || !meaning) return;
  if (!box.isConnected) document.body.append(box);
  box.lang = htmlLang();
  box.textContent = meaning[pageLang()];
  box.showPopover();
  place(term);
  term.setAttribute('aria-describedby', box.id);
}

/** Below the term, or above it where there is no room below. */
function place(term: HTMLElement): void {
  const { left, top, bottom } = term.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const y = bottom + height + 12 < innerHeight ? bottom + 4 : top - height - 4;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(4, y)}px`;
}

/** What cannot be fetched is not shown: the link is still a link. */
const open = (term: HTMLAnchorElement): void => void show(term).catch(() => {});

export function showMeanings(): void {
  if (!document.querySelector(TERM)) return;
  document.addEventListener('pointerover', ({ target, pointerType }) => {
    const term = termAt(target);
    if (pointerType !== 'mouse' || (term && term === shown)) return;
    clearTimeout(timer);
    if (term) timer = setTimeout(() => open(term), WAIT);
    else if (shown && !box.contains(target as Node)) hide();
  });
  document.addEventListener('pointerdown', ({ target, pointerType }) => {
    touched = pointerType !== 'mouse';
    if (!termAt(target)) hide();
  });
  document.addEventListener('click', (event) => {
    const term = termAt(event.target);
    if (!term || !touched || term === shown) return;
    event.preventDefault();
    open(term);
  });
  document.addEventListener('focusin', ({ target }) => {
    const term = termAt(target);
    if (term?.matches(':focus-visible')) open(term);
    else if (shown && !touched) hide();
  });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
  addEventListener('scroll', () => shown && hide(), { passive: true });
}
