/** How long a text is, and how long it takes to read. */

import { blocksOf, isJsx, type Node, type Text } from './text.ts';

const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}'’_.()-]*/gu;
const A_MINUTE = { zh: 320, en: 210 }; // characters, words: prose with code in it
// In minutes.
const BLOCK = {
  Grow: 1,
  Beside: 0.4,
  Code: 0.3,
  Kernel: 0.8,
  Figure: 0.6,
  Replay: 1,
  Twin: 1.5,
  Ask: 0.5,
};

/** A component without words will show something: that is a word. */
const aWord = (): string => ' x ';

/**
 * The words of a node; code counts as words, components as those between their tags.
 * `shownAs` tells what stands for one that has none.
 */
export function wordsOf(node: Node, shownAs: (node: Node) => string = aWord): string {
  if (node.type === 'code') return '';
  const own = node.value ?? '';
  const inner = (node.children ?? []).map((child) => wordsOf(child, shownAs)).join('');
  const text = own + inner || (isJsx(node) ? shownAs(node) : '');
  return /^(paragraph|heading|listItem|tableCell)$/.test(node.type)
    ? `${text}\n`
    : text;
}

export function plainTextOf({ sections }: Text): string {
  const nodes = sections.flatMap(({ heading, pieces }) => [
    ...(heading ? [heading] : []),
    ...pieces.flatMap((piece) => ('prose' in piece ? piece.prose : [])),
  ]);
  return nodes.map((node) => wordsOf(node)).join('');
}

const countOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** zh: Han characters, a Latin word for one; en: words. */
export function lengthOf(text: Text, lang: 'zh' | 'en'): number {
  const plain = plainTextOf(text);
  return countOf(plain, WORD) + (lang === 'zh' ? countOf(plain, HAN) : 0);
}

export function minutesOf(text: Text, lang: 'zh' | 'en'): number {
  const blocks = text.sections.flatMap(blocksOf);
  const looking = blocks.map(({ name }) => BLOCK[name as keyof typeof BLOCK] ?? 0);
  const reading = lengthOf(text, lang) / A_MINUTE[lang];
  return Math.max(1, Math.round(looking.reduce((a, b) => a + b, reading)));
}
