/** How prose is set: spaces between Han and Latin, full-width stops, curly quotes. */

import { createRequire } from 'node:module';
import type { Passage } from './passages.ts';

type AutoCorrect = typeof import('autocorrect-node');

// The package has no ES module, and its types do not say so.
const autocorrect = createRequire(import.meta.url)('autocorrect-node') as AutoCorrect;

const LATIN_BY_HAN = /\p{Script=Han}[A-Za-z\d`]|[A-Za-z\d`]\p{Script=Han}/u;
const HALF_WIDTH = /[\p{Script=Han}”][,;:!?]|[,;:!?]\p{Script=Han}|\p{Script=Han}\./u;

export const typographyFaults = (passage: Passage): string[] =>
  passage.lang === 'zh' ? chinese(passage.text) : english(passage.text);

function chinese(text: string): string[] {
  const one = text.trim().replace(/\s*\n\s*/g, ' ');
  const [set, was] = firstDifference(autocorrect.format(one), one);
  return [
    set !== was && `“${was}” is set “${set}”`,
    LATIN_BY_HAN.test(one) && `no space in “${around(one, LATIN_BY_HAN)}”`,
    HALF_WIDTH.test(one) && `half-width stop in “${around(one, HALF_WIDTH)}”`,
    /["']/.test(one) && `straight quotes in “${around(one, /["']/)}”`,
  ].filter((fault) => fault !== false);
}

function english(text: string): string[] {
  const one = text.trim().replace(/\s*\n\s*/g, ' ');
  return [
    /["']/.test(one) && `straight quotes in “${around(one, /["']/)}”: write “ ” or ’`,
    / {2}/.test(one) && `two spaces in “${around(one, / {2}/)}”`,
    /[，。；：？！（）]/.test(one) &&
      `full-width stop in “${around(one, /[，。；：？！（）]/)}”`,
  ].filter((fault) => fault !== false);
}

function around(text: string, what: RegExp): string {
  const at = text.search(what);
  return text.slice(Math.max(0, at - 8), at + 10);
}

/** What is written, and what it should be: from where the two part, a few letters. */
function firstDifference(a: string, b: string): [string, string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const from = Math.max(0, at - 6);
  return a === b ? ['', ''] : [a.slice(from, at + 8), b.slice(from, at + 8)];
}
