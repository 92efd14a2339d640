/** A text with what was found in it: a stretch around the first place, cut for marking. */

import { piecesOf } from './terms.ts';

/** Stretches of text, every second of which is marked. */
export type Marked = string[];

type Span = [from: number, to: number];

const LONGEST = { zh: 64, en: 130 }; // characters of a snippet: about two lines
const BEFORE = { zh: 14, en: 40 }; // of which so many stand before the first mark

export function mark(text: string, terms: ReadonlySet<string>): Marked {
  return cut(text, spansOf(text, terms));
}

/** Where the text is long, only what lies around the first mark. */
export function snippet(
  text: string,
  terms: ReadonlySet<string>,
  lang: 'zh' | 'en',
): Marked {
  const spans = spansOf(text, terms);
  const first = spans[0]?.[0] ?? 0;
  const start = first + BEFORE[lang] < LONGEST[lang] ? 0 : first - BEFORE[lang];
  const [from, to] = atWords(text, start, start + LONGEST[lang]);
  const inside = spans.filter(([a, b]) => a >= from && b <= to);
  const shown = text.slice(from, to);
  const marked = cut(
    shown,
    inside.map(([a, b]) => [a - from, b - from]),
  );
  if (from > 0) marked[0] = `…${marked[0]}`;
  if (to < text.length) marked[marked.length - 1] += '…';
  return marked;
}

/** The places of the terms, those that touch or overlap as one. */
function spansOf(text: string, terms: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  for (const { term, from, to } of piecesOf(text)) {
    if (!terms.has(term)) continue;
    const last = spans.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

function cut(text: string, spans: Span[]): Marked {
  const edges = [0, ...spans.flat(), text.length];
  return edges.slice(1).map((to, i) => text.slice(edges[i], to));
}

/** No Latin word is cut in two. */
function atWords(text: string, from: number, to: number): Span {
  const isInWord = (at: number) => /[\w'’]{2}/.test(text.slice(at - 1, at + 1));
  let [start, end] = [from, Math.min(to, text.length)];
  while (start > 0 && isInWord(start)) start--;
  while (end < text.length && isInWord(end)) end++;
  return [start, end];
}
