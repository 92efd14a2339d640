/** Words that the script adds, in both languages: the page shows one, or both. */

import { ordered } from '../text.ts';
import { el } from './dom.ts';
import { type Pair, pageLang } from './words.ts';

/** A label: one language at a time. */
export const ui = (zh: string, en: string): HTMLElement[] =>
  ordered(pageLang()).map((lang) =>
    el('span', { class: 'ui', lang }, ...inline({ zh, en }[lang])),
  );

/** Something to read: one language, or both. */
export const prose = (words: Pair): HTMLElement[] =>
  ordered(pageLang()).map((lang) =>
    el('p', { class: 'tx', lang }, ...inline(words[lang])),
  );

/** `code` in backticks; all else is text. */
export function inline(text: string): (Node | string)[] {
  return text
    .split(/`([^`]+)`/)
    .map((piece, i) => (i % 2 ? el('code', {}, piece) : piece));
}
