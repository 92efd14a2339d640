/**
 * The files that recordings run through, as the player shows them: real lines in their
 * inks, and for each line the note that a reader would find beside it.
 */

import { annotationsOf, type Note } from '../source/annotations.ts';
import { lineHtml, tokensOf } from '../source/highlight.ts';
import { linesOf, sources } from '../source/sources.ts';
import { CONCEPTS } from '../ui/concepts.ts';
import { markdown } from '../ui/markdown.ts';
import type { ListedNote, Listing } from './player/load.ts';

/** A file as it stands in the project. */
export function listingOf(file: string, text: string): Listing {
  const notes = annotationsOf(file)?.notes ?? [];
  const places = linesOf(text).map((_, i) => noteFor(notes, i + 1));
  return { ...listing(file, text, notes, places), page: sources.has(file) };
}

/**
 * The same file with the one change of a broken twin. `origins` has for each line the
 * line of the project's file that it was, if it was any: notes stay with their lines.
 */
export function changedListing(
  file: string,
  text: string,
  origins: (number | undefined)[],
): Listing {
  const notes = annotationsOf(file)?.notes ?? [];
  const places = origins.map((line) => (line ? noteFor(notes, line) : -1));
  const changed = origins.flatMap((line, i) => (line ? [] : [i + 1]));
  return { ...listing(file, text, notes, places), page: false, changed };
}

function listing(file: string, text: string, notes: Note[], noteOf: number[]) {
  const tokens = tokensOf(text, file);
  const lines = linesOf(text).map((_, i) => lineHtml(tokens[i] ?? [], true));
  return { file, lines, noteOf, notes: notes.map(listed) };
}

function listed({ id, from, to, concept, zh, en }: Note): ListedNote {
  const texts = { zh: markdown(zh), en: markdown(en) };
  return { id, from, to, ...(concept && { css: CONCEPTS[concept].css }), ...texts };
}

/** The note on the line; else the nearest one above it in the same symbol. */
function noteFor(notes: Note[], line: number): number {
  const on = notes.findIndex(({ from, to }) => from <= line && line <= to);
  if (on >= 0) return on;
  let best = -1;
  for (const [i, note] of notes.entries()) {
    const around = note.symbolFrom <= line && line <= note.symbolTo && note.to < line;
    if (around && note.to > (notes[best]?.to ?? 0)) best = i;
  }
  return best;
}
