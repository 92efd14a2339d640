/**
 * The band of a note: the lines that it speaks for. It begins at the quote and ends
 * before the next quote, at the end of the note's symbol, or where a function or class
 * of its own begins: what is said of a class does not explain its methods.
 *
 * A quote of the first line in a body speaks for the signature above it as well.
 */

import { innermost } from './innermost.ts';
import type { PlacedNote } from './note.ts';
import type { Part, Source } from './symbols.ts';

export interface Band {
  id: string;
  from: number;
  to: number;
}

export function bands(source: Source, placed: readonly PlacedNote[]): Band[] {
  return placed.map((note) => {
    const others = placed.filter((other) => other !== note);
    const from = bandStart(source, note, others);
    return { id: note.id, from, to: bandEnd(source, note, others) };
  });
}

function bandStart(source: Source, note: PlacedNote, others: PlacedNote[]): number {
  const around = innermost(source, note.from, note.to, isBlock);
  if (around?.body === undefined) return note.from;
  const opens = source.lines.of(around.body);
  const top = Math.max(around.from, ownPart(source, note)?.from ?? note.from);
  const above = source.executable().filter((line) => top <= line && line < note.from);
  const isTaken = (line: number) =>
    others.some(({ from, to }) => from <= line && line <= to);
  const isFirst = above.every((line) => line <= opens && !isTaken(line));
  return isFirst ? Math.min(note.from, ...above) : note.from;
}

function bandEnd(source: Source, note: PlacedNote, others: PlacedNote[]): number {
  const around = innermost(source, note.from, note.to, isBlock);
  const blocks = [...source.symbols.values()].flat().filter(isBlock);
  const next = [
    ...others.filter(({ from }) => from > note.from),
    ...blocks.filter(({ from }) => from > note.to),
  ];
  const end = Math.min(
    source.lines.all.length,
    around?.to ?? Infinity,
    ownPart(source, note)?.to ?? Infinity,
    ...next.map(({ from }) => from - 1),
  );
  return Math.max(note.to, end);
}

/** The part of the note's symbol that its quote stands in. */
function ownPart(source: Source, note: PlacedNote): Part | undefined {
  const parts = source.symbols.get(note.symbol) ?? [];
  return parts.find(({ from, to }) => from <= note.from && note.to <= to);
}

function isBlock({ body }: Part): boolean {
  return body !== undefined;
}
