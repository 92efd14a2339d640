/** Words that the script adds, in both languages: the page shows one, or both. */

import { el } from '../../ui/browser/dom.ts';
import { english } from '../../ui/browser/say.ts';
import type { Words } from '../exercise.ts';

const langs = (): ('zh' | 'en')[] => (english() ? ['en', 'zh'] : ['zh', 'en']);

/** A label: one language at a time. */
export const ui = (zh: string, en: string): HTMLElement[] =>
  langs().map((lang) =>
    el('span', { class: 'ui', lang }, ...inline(lang === 'en' ? en : zh)),
  );

/** Something to read: one language, or both. */
export const prose = (words: Words): HTMLElement[] =>
  langs().map((lang) => el('p', { class: 'tx', lang }, ...inline(words[lang])));

/** `code` in backticks; all else is text. */
function inline(text: string): (Node | string)[] {
  return text
    .split(/`([^`]+)`/)
    .map((piece, i) => (i % 2 ? el('code', {}, piece) : piece));
}
