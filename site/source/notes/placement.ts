/** From notes to lines. Whatever cannot be placed without doubt is refused. */

import { overlap, quoteAmbiguous, quoteGone, stale, symbolGone } from './complaints.ts';
import type { Note, PlacedNote } from './note.ts';
import { noteFaults } from './note-rules.ts';
import { notesPathOf } from './paths.ts';
import { type Problem, type ProblemKind, refuse } from './problems.ts';
import { findQuote, quoteLines, type Span } from './quotes.ts';
import { signature } from './signature.ts';
import { type Part, readSource, type Source, symbolIn } from './symbols.ts';

export interface Placement {
  placed: PlacedNote[];
  problems: Problem[];
}

interface Fault {
  kind: ProblemKind;
  text: string;
}

/** Place all the notes on a file; throws a NotesError that lists all that is wrong. */
export function placeNotes(file: string, source: string, notes: Note[]): PlacedNote[] {
  const { placed, problems } = place(readSource(file, source), notes);
  refuse(problems);
  return placed;
}

/** The same, but hands over what is wrong beside what could be placed. */
export function place(
  source: Source,
  notes: readonly Note[],
  where: string = notesPathOf(source.file),
): Placement {
  const placed: PlacedNote[] = [];
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const note of notes) {
    const { place, faults } = placeOne(source, note);
    if (place) placed.push(place);
    if (ids.has(note.id)) faults.push({ kind: 'note', text: 'duplicate id' });
    ids.add(note.id);
    problems.push(...faults.map((fault) => ({ ...fault, where, id: note.id })));
  }
  for (const { note, text } of overlaps(placed)) {
    problems.push({ kind: 'quote', where, id: note.id, text });
  }
  return { placed, problems };
}

function placeOne(source: Source, note: Note): { place?: PlacedNote; faults: Fault[] } {
  const faults: Fault[] = noteFaults(note).map((text) => ({ kind: 'note', text }));
  if (note.symbol === '' || note.quote.trim() === '') return { faults };

  const symbol = symbolIn(source, note.symbol);
  if (!symbol) {
    faults.push({ kind: 'symbol', text: symbolGone(source, note) });
    return { faults };
  }
  const now = signature(source, symbol.parts);
  if (note.seen !== now) faults.push({ kind: 'stale', text: stale(note, now) });

  const span = locate(source, note, symbol.parts);
  if (typeof span === 'string') {
    faults.push({ kind: 'quote', text: span });
    return { faults };
  }
  const place = { ...note, ...span, symbolFrom: symbol.from, symbolTo: symbol.to };
  return { place, faults };
}

/** The lines of the quote, or why there are none. */
function locate(source: Source, note: Note, parts: Part[]): Span | string {
  const quoted = quoteLines(note.quote);
  const found = findQuote(quoted, source.lines, parts);
  const [from] = found;
  if (from === undefined) return quoteGone(source, note, parts);
  if (found.length > 1) return quoteAmbiguous(found);
  return { from, to: from + quoted.length - 1 };
}

/** Two notes cannot stand beside the same line. */
function overlaps(placed: readonly PlacedNote[]): { note: PlacedNote; text: string }[] {
  return placed.flatMap((note, i) =>
    placed
      .slice(0, i)
      .filter((earlier) => note.from <= earlier.to && earlier.from <= note.to)
      .map((earlier) => ({ note, text: overlap(note, earlier) })),
  );
}
