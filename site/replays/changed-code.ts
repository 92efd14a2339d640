/**
 * What a broken twin has changed, as one piece of code with both versions in it. Tokens
 * that are in both have one number: by it a page can show how the one becomes the other.
 */

import { diffArrays, diffLines } from 'diff';
import { type Token, tokensOf } from '../source/highlight.ts';
import { linesOf } from '../source/sources.ts';
import { escapeHtml } from '../ui/text.ts';

export interface CodeLine {
  n: number | undefined; // in the file as it is; a line that is added has none
  kind: 'same' | 'old' | 'new' | 'gap';
  html: string;
}

const AROUND = 1; // lines on either side of a change

export function changedCode(file: string, before: string, after: string): CodeLine[] {
  const [old, now] = [tokensOf(before, file), tokensOf(after, file)];
  const all = allLines(before, after);
  const keys = keysOf(all, old, now);
  const shown = all.map((_, i) =>
    all
      .slice(Math.max(0, i - AROUND), i + AROUND + 1)
      .some(({ kind }) => kind !== 'same'),
  );
  const lines = all.flatMap(({ kind, a, b }, i): CodeLine[] => {
    if (!shown[i]) return shown[i - 1] && i > 0 ? [GAP] : [];
    const [tokens, own] =
      kind === 'new' ? [now[b] ?? [], keys.new] : [old[a] ?? [], keys.old];
    const n = kind === 'new' ? undefined : a + 1;
    return [{ n, kind, html: lineOf(tokens, own) }];
  });
  return lines.at(-1) === GAP ? lines.slice(0, -1) : lines;
}

const GAP: CodeLine = { n: undefined, kind: 'gap', html: '' };

interface Line {
  kind: 'same' | 'old' | 'new';
  a: number; // its place before
  b: number; // and after
}

function allLines(before: string, after: string): Line[] {
  let [a, b] = [0, 0];
  return diffLines(before, after).flatMap(({ added, removed, value }) =>
    linesOf(value).map((): Line => {
      if (added) return { kind: 'new', a, b: b++ };
      if (removed) return { kind: 'old', a: a++, b };
      return { kind: 'same', a: a++, b: b++ };
    }),
  );
}

/** A word is a token of its own here: most changes are of one word. */
const pieces = (tokens: Token[]): Token[] =>
  tokens.flatMap(({ text, ink }) =>
    (text.match(/\w+|\s+|[^\w\s]/g) ?? []).map((piece) => ({ text: piece, ink })),
  );

type Keys = Map<Token[], number[]>;

/** For each token of a line that was changed, its number; -1: it is in this one alone. */
function keysOf(all: Line[], old: Token[][], now: Token[][]): { old: Keys; new: Keys } {
  const lines = {
    old: all.flatMap(({ kind, a }) => (kind === 'old' ? [old[a] ?? []] : [])),
    new: all.flatMap(({ kind, b }) => (kind === 'new' ? [now[b] ?? []] : [])),
  };
  const words = (of: Token[][]) =>
    of.flatMap((line) => pieces(line).map(({ text }) => text));
  const found: { old: number[]; new: number[] } = { old: [], new: [] };
  let next = 0;
  for (const { added, removed, count } of diffArrays(
    words(lines.old),
    words(lines.new),
  )) {
    for (let i = 0; i < count; i++) {
      if (!added) found.old.push(removed ? -1 : next);
      if (!removed) found.new.push(added ? -1 : next);
      if (!added && !removed) next++;
    }
  }
  return { old: byLine(lines.old, found.old), new: byLine(lines.new, found.new) };
}

function byLine(lines: Token[][], keys: number[]): Keys {
  let at = 0;
  return new Map(
    lines.map((line) => {
      const { length } = pieces(line);
      at += length;
      return [line, keys.slice(at - length, at)];
    }),
  );
}

function lineOf(tokens: Token[], keys: Keys): string {
  const own = keys.get(tokens);
  return pieces(tokens)
    .map(({ text, ink }, i) => {
      if (!text.trim()) return text;
      const key = own && own[i] !== -1 ? ` data-k="${own[i]}"` : '';
      const css = ink ? ` class="${ink}"` : '';
      return `<i${css}${key}>${escapeHtml(text)}</i>`;
    })
    .join('');
}
