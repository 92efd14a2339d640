/** The English of the project, word by word; content/words.txt has what no dictionary has. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import dictionary from 'dictionary-en';
import nspell from 'nspell';
import type { Passage } from './passages.ts';

export const WORDS = 'content/words.txt';

// A word has letters, and may have an apostrophe or a hyphen inside. Names from code,
// with a dot, a digit, an underscore or a capital inside, are none.
const TOKEN = /[\p{L}\p{N}_.#/:()@’'-]+/gu;
const PLAIN = /^\p{L}[\p{Ll}’'-]*$/u;

export function speller(root: string): (word: string) => boolean {
  const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
  const known = new Set(readFileSync(join(root, WORDS), 'utf8').split('\n'));
  const seen = new Map<string, boolean>();
  const fits = (word: string) =>
    known.has(word) || known.has(word.toLowerCase()) || spell.correct(word);
  return (word) => seen.getOrInsertComputed(word, fits);
}

export function misspelt(
  { text }: Passage,
  isWord: (word: string) => boolean,
): string[] {
  const words = text.replace(/`[^`]*`|\[[^\]]*\]\(|\p{Script=Han}+/gu, ' ');
  const tokens = [...words.matchAll(TOKEN)].map(([token]) => bare(token));
  return [
    ...new Set(tokens.filter((token) => PLAIN.test(token)).flatMap(partsOf)),
  ].filter((word) => word.length > 1 && !isWord(word));
}

/** Without the stop that ends a sentence, and without the ’s of a possessor. */
const bare = (token: string): string =>
  token
    .replace(/^[.:/('’-]+|[.:/)('’-]+$/g, '')
    .replaceAll('’', "'")
    .replace(/'s$/, '');

const partsOf = (word: string): string[] => word.split('-').filter(Boolean);
