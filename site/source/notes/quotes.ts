/**
 * Finding quoted lines. Indentation does not count. Several lines must be whole lines;
 * a single one may be a piece of a line.
 */

import { likeness, likenessWithin } from '../../content/nearest.ts';
import type { Lines } from './lines.ts';

export interface Span {
  from: number;
  to: number;
}

/** The lines of a quote as they are compared: trimmed, none empty at the ends. */
export function quoteLines(quote: string): string[] {
  return quote
    .trim()
    .split('\n')
    .map((line) => line.trim());
}

/** Every place inside the spans where the quote stands, by its first line. */
export function findQuote(
  quoted: readonly string[],
  lines: Lines,
  spans: readonly Span[],
): number[] {
  const found = windows(quoted.length, spans).filter((line) =>
    quoted.every((text, i) => {
      const there = lines.text(line + i).trim();
      return there === text || (quoted.length === 1 && there.includes(text));
    }),
  );
  return [...new Set(found)];
}

export interface Likely {
  line: number;
  text: string;
  likeness: number;
}

/** The place most like the quote. */
export function nearestQuote(
  quoted: readonly string[],
  lines: Lines,
  spans: readonly Span[],
): Likely | undefined {
  let best: Likely | undefined;
  for (const line of windows(quoted.length, spans)) {
    const there = quoted.map((_, i) => lines.text(line + i).trim());
    const compare = quoted.length === 1 ? likenessWithin : likeness;
    const alike = compare(quoted.join('\n'), there.join('\n'));
    if (alike > (best?.likeness ?? -1)) {
      best = { line, text: there.join(' ⏎ '), likeness: alike };
    }
  }
  return best;
}

/** Each line from which so many lines still lie within one span. */
function windows(length: number, spans: readonly Span[]): number[] {
  return spans.flatMap(({ from, to }) => {
    const count = Math.max(0, to - from + 2 - length);
    return Array.from({ length: count }, (_, i) => from + i);
  });
}
