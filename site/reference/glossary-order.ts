/** The order of the glossary: by the alphabet, in Chinese by that of the sounds. */

import type { Lang } from '../ui/text.ts';
import type { Term } from './glossary.ts';

export interface Letter {
  letter: string; // 'A'
  terms: Term[];
}

const ORDER = {
  zh: new Intl.Collator('zh-Hans-u-co-pinyin'),
  en: new Intl.Collator('en'),
};

/** The first character, in that order, of those whose sound begins with each letter. */
const FIRST = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'];
const LETTERS = [...'ABCDEFGHJKLMNOPQRSTWXYZ'];

/** Terms under their letters, each in the order of that language. */
export function byLetter(terms: readonly Term[], lang: Lang): Letter[] {
  const sorted = terms.toSorted((a, b) => ORDER[lang].compare(a[lang], b[lang]));
  const letters = Map.groupBy(sorted, (term) => letterOf(term[lang]));
  return [...letters]
    .map(([letter, terms]) => ({ letter, terms }))
    .sort((a, b) => (a.letter < b.letter ? -1 : 1));
}

/** `C` of `callback`, and `H` of 回调. */
export function letterOf(word: string): string {
  const [first = ''] = word;
  if (/[a-z]/i.test(first)) return first.toUpperCase();
  const place = FIRST.findLastIndex((each) => ORDER.zh.compare(each, first) <= 0);
  return LETTERS[place] ?? '#';
}
