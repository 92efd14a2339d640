/** Where a section begins, or a staff line stands. A place that is gone fails the build. */

import type { Section } from '../content/schemas/reading-order.ts';
import { findSymbol } from './notes/symbols.ts';
import { linesOf } from './sources.ts';

const complain = (file: string, what: string): Error =>
  new Error(`content/reading-order.yaml: ${file}: ${what}`);

/** The one line that contains the quote. */
export function lineOfQuote(file: string, text: string, quote: string): number {
  const hits = linesOf(text).flatMap((line, i) =>
    line.includes(quote) ? [i + 1] : [],
  );
  if (hits.length === 1) return hits[0] as number;
  const where = hits.length ? `on lines ${hits.join(', ')}` : 'nowhere';
  throw complain(file, `“${quote}” must be on exactly one line, but is ${where}`);
}

/** The first line of a section: of its quote, or of its symbol and what stands over it. */
export function lineOfSection(file: string, text: string, section: Section): number {
  const { id, symbol, quote } = section;
  if (quote) return lineOfQuote(file, text, quote);
  if (!symbol) throw complain(file, `section “${id}” needs a symbol or a quote`);
  const found = findSymbol(file, text, symbol);
  if (!found) throw complain(file, `section “${id}”: no symbol “${symbol}” any more`);
  return fromRuler(linesOf(text), found.from);
}

/** A ruler, `// ── The heart ──`, belongs to what it announces. */
function fromRuler(lines: string[], from: number): number {
  const [above, blank] = [lines[from - 3] ?? '', lines[from - 2] ?? ''];
  return !blank.trim() && /^\s*\/\/ ──/.test(above) ? from - 2 : from;
}
