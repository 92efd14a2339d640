/** What to say when a note does not fit its source: the fact, and the nearest guess. */

import { likeness, likenessWithin } from '../../content/nearest.ts';
import { percent } from './format.ts';
import { innermost } from './innermost.ts';
import type { Note, PlacedNote } from './note.ts';
import {
  findQuote,
  type Likely,
  nearestQuote,
  quoteLines,
  type Span,
} from './quotes.ts';
import type { Part, Source } from './symbols.ts';

/** Below this a line of the symbol itself is not worth offering, if another is. */
const WORTH_OFFERING = 0.6;

export function symbolGone(source: Source, note: Note): string {
  const quoted = quoteLines(note.quote);
  const guess =
    holderOf(source, quoted) ?? likeliestSymbol(source, note, quoted) ?? 'none';
  return `symbol gone; nearest: ${guess} (looked for ${note.symbol})`;
}

/** If the quote still stands somewhere, that is where the symbol went. */
function holderOf(source: Source, quoted: string[]): string | undefined {
  const [line, ...others] = findQuote(quoted, source.lines, everywhere(source));
  if (line === undefined || others.length > 0) return undefined;
  const part = innermost(source, line, line + quoted.length - 1);
  return part && `${part.name}, which has the quote at line ${line}`;
}

/** Alike in name and in what it holds. */
function likeliestSymbol(
  { symbols, lines }: Source,
  { symbol }: Note,
  quoted: string[],
): string | undefined {
  const [best] = [...symbols]
    .filter(([name]) => !name.includes('('))
    .map(([name, parts]) => {
      const held = nearestQuote(quoted, lines, parts)?.likeness ?? 0;
      const named = likeness(symbol, name) + likenessWithin(symbol, name);
      return { name, score: named + held };
    })
    .sort((a, b) => b.score - a.score);
  return best?.name;
}

function everywhere({ lines }: Source): Span[] {
  return [{ from: 1, to: lines.all.length }];
}

export function quoteGone(source: Source, note: Note, parts: Part[]): string {
  const quoted = quoteLines(note.quote);
  const inside = nearestQuote(quoted, source.lines, parts);
  const anywhere =
    (inside?.likeness ?? 0) < WORTH_OFFERING &&
    nearestQuote(quoted, source.lines, everywhere(source));
  const outside = anywhere && anywhere.likeness > (inside?.likeness ?? 0);
  const guess = outside ? shown(anywhere, source) : inside ? shown(inside) : 'none';
  return `quote not found in ${note.symbol}; nearest: ${guess}`;
}

function shown({ line, text, likeness }: Likely, source?: Source): string {
  const owner = source && innermost(source, line, line)?.name;
  const place = owner === undefined ? '' : ` in ${owner}`;
  return `line ${line}${place} "${text}" (${percent(likeness)} alike)`;
}

export function quoteAmbiguous(found: number[]): string {
  const times = `${found.length} times (lines ${found.join(', ')})`;
  return `matches ${times}: add a neighbouring line`;
}

export function overlap(note: PlacedNote, earlier: PlacedNote): string {
  const lines =
    note.from === note.to ? `line ${note.from}` : `lines ${note.from}-${note.to}`;
  return `quote (${lines}) overlaps that of ${earlier.id}`;
}

export function stale(note: Note, now: string): string {
  const command = `npm run notes -- accept ${note.id}`;
  return `stale: seen ${note.seen}, now ${now}; re-read both texts, then ${command}`;
}
