/**
 * Text, cut into what can be looked up. Chinese is written without spaces: a run of Han
 * is cut into all its pairs of characters, 最小堆 into 最小 and 小堆. A word of code is
 * there whole and in its parts: `addCallback`, `add`, `callback`. Without its
 * underscores it is the same word: Tornado's `add_callback` is found, too.
 */

export interface Piece {
  term: string;
  from: number;
  to: number;
}

const RUNS = /(\p{Script=Han}+)|[\p{L}\p{N}_]+/gu;
const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
const HAN = /\p{Script=Han}/u;

export const isHan = (term: string): boolean => HAN.test(term);

/** Every term of a text, with its place. */
export function piecesOf(text: string): Piece[] {
  return [...text.matchAll(RUNS)].flatMap(({ 0: run, 1: han, index }) =>
    han === undefined ? ofWord(run, index) : ofHan(han, index),
  );
}

export const termsOf = (text: string): string[] =>
  piecesOf(text).map(({ term }) => term);

/** All pairs; and the last character alone, since no pair begins with it. */
function ofHan(run: string, at: number): Piece[] {
  return [...run].map((_, i) => {
    const from = at + i;
    const to = Math.min(from + 2, at + run.length);
    return { term: run.slice(i, i + 2), from, to };
  });
}

function ofWord(word: string, at: number): Piece[] {
  const whole = { term: plain(word), from: at, to: at + word.length };
  const parts = [...word.matchAll(PARTS)].map(({ 0: part, index }) => ({
    term: part.toLowerCase(),
    from: at + index,
    to: at + index + part.length,
  }));
  return [...(whole.term ? [whole] : []), ...(parts.length > 1 ? parts : [])];
}

const plain = (word: string): string => word.replaceAll('_', '').toLowerCase();

// What makes a question of some words, but says nothing of what it is about.
const ASKING = {
  zh: /什么时候|为什么|怎么样|怎么办|怎么|怎样|如何|为何|什么|哪个|哪里|吗|呢|的|我/g,
  en: /\b(?:how|do|does|did|is|are|i|my|the|an?|to|of|in|on|for|it|its|what|why|when|which|who|can)\b/gi,
};

/** What is asked for: whole words, and of Chinese only pairs, unless it is one character. */
export function askedFor(query: string): string[] {
  const about = query.replace(ASKING.zh, ' ').replace(ASKING.en, ' ');
  const terms = wanted(about);
  return terms.length > 0 ? terms : wanted(query);
}

function wanted(query: string): string[] {
  const runs = [...query.normalize('NFKC').matchAll(RUNS)];
  const terms = runs.flatMap(([run, han]) => {
    if (han === undefined) return [plain(run)];
    const pairs = ofHan(han, 0).map(({ term }) => term);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
  return [...new Set(terms.filter(Boolean))];
}
