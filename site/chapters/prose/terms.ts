/** Chinese has one word for a thing: that of the glossary, and none of its synonyms. */

import type { TermKnown } from '../known.ts';
import type { Passage } from './passages.ts';

type Terms = ReadonlyMap<string, TermKnown>;

export function otherWords(
  { lang, text }: Passage,
  terms: Terms | undefined,
): string[] {
  if (lang !== 'zh' || !terms) return [];
  return [...terms.values()].flatMap(({ zh, not }) =>
    not
      .filter((word) => has(text, word, zh))
      .map((word) => `“${word}” is “${zh}” in the glossary`),
  );
}

/** A synonym inside the term itself, 超时 in 超时时间, is not one. */
const has = (text: string, word: string, term: string): boolean =>
  text.replaceAll(term, '').includes(word);
