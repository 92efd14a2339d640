/** Texts to mutate, with notes on them: the fixture, and the project's own files. */

import { existsSync, readFileSync } from 'node:fs';
import type { Note, PlacedNote } from '../../site/source/notes/note.ts';
import { placeNotes } from '../../site/source/notes/placement.ts';
import type { Problem } from '../../site/source/notes/problems.ts';
import { type Part, readSource, type Source } from '../../site/source/notes/symbols.ts';
import { FILE, NOTES, SOURCE, signed, verdict } from './fixture.ts';

export interface Text {
  file: string;
  text: string;
  notes: Note[];
}

const ROOT = new URL('../../', import.meta.url);
const REAL = ['loop/core/poll-ioloop.ts', 'native/epoll.cc'];

/** A line that is all comment; `*word++ = …` in C++ is none. */
const COMMENT = /^\s*(?:\/[/*]|\*(?:\s|\/|$))/;

export function corpus(): Text[] {
  return [{ file: FILE, text: SOURCE, notes: NOTES }, ...REAL.flatMap(real)];
}

/** A file of the project with a note on each function, once it is there. */
function real(file: string): Text[] {
  const url = new URL(file, ROOT);
  if (!existsSync(url)) return [];
  const text = readFileSync(url, 'utf8');
  const source = readSource(file, text);
  const isClass = (name: string) => source.symbols.has(`${name}.(head)`);
  const functions = [...source.symbols].filter(
    ([name, parts]) => parts.every(({ body }) => body !== undefined) && !isClass(name),
  );
  const notes = functions.flatMap(([symbol, parts], i) => {
    const quote = longestLine(text, parts);
    return quote ? signed(file, text, { id: `note-${i}`, symbol, quote }) : [];
  });
  return [{ file, text, notes }];
}

/** The longest line of code that stands only once in the symbol. */
function longestLine(text: string, parts: readonly Part[]): string | undefined {
  const lines = parts
    .flatMap(({ from, to }) => text.split('\n').slice(from - 1, to))
    .map((line) => line.trim());
  return lines
    .filter((line) => !COMMENT.test(line))
    .filter((line) => lines.filter((other) => other.includes(line)).length === 1)
    .sort((a, b) => b.length - a.length)[0];
}

export interface Mutant {
  lines: string[];
  /** By how many lines the quote has moved down. */
  by: number;
}

/** A note in its unharmed text, and ways to harm it. */
export class Case {
  readonly note: Note;
  readonly placed: PlacedNote;
  readonly lines: readonly string[];
  readonly file: string;
  readonly #source: Source;

  constructor({ file, text }: Text, note: Note) {
    const [placed] = placeNotes(file, text, [note]);
    if (!placed) throw new Error(`${note.id} has no place`);
    this.note = note;
    this.placed = placed;
    this.file = file;
    this.lines = text.split('\n');
    this.#source = readSource(file, text);
  }

  get name(): string {
    return `${this.note.id} on ${this.note.symbol}`;
  }

  get notesFile(): string {
    return `content/notes/${this.file.replace(/\.\w+$/, '.yaml')}`;
  }

  get quotedLine(): string {
    return this.lines[this.placed.from - 1] ?? '';
  }

  get parts(): Part[] {
    return this.#source.symbols.get(this.note.symbol) ?? [];
  }

  /** The first line of the symbol that is no comment. */
  get firstCode(): number {
    const { symbolFrom, symbolTo } = this.placed;
    for (let line = symbolFrom; line < symbolTo; line++)
      if (this.isCode(line)) return line;
    return symbolTo;
  }

  isCode(line: number): boolean {
    const text = this.lines[line - 1] ?? '';
    return text.trim() !== '' && !COMMENT.test(text);
  }

  /** Is the symbol's name declared on this line? */
  isSignature(line: number): boolean {
    return this.parts.some(({ from, to }) => {
      let first = from;
      while (first < to && !this.isCode(first)) first++;
      const name = this.note.symbol.split(/[.:]/).at(-1) ?? '';
      while (first < to && !this.lines[first - 1]?.includes(name)) first++;
      return line === first;
    });
  }

  /** The symbols beside this one that are in one piece, the nearest first. */
  #neighbours(): Part[] {
    const owner = ownerOf(this.note.symbol);
    return [...this.#source.symbols]
      .filter(([name, parts]) => ownerOf(name) === owner && parts.length === 1)
      .filter(([name]) => name !== this.note.symbol && !name.includes('('))
      .flatMap(([, parts]) => parts)
      .filter((part) => this.#distance(part) > 0)
      .sort((a, b) => this.#distance(a) - this.#distance(b));
  }

  #distance({ from, to }: Part): number {
    return Math.max(this.placed.symbolFrom - to, from - this.placed.symbolTo);
  }

  /** The nearest ones only: more would take long and show no more. */
  swappedWithNeighbours(): Mutant[] {
    if (this.parts.length > 1) return [];
    const { symbolFrom: from, symbolTo: to } = this.placed;
    const near = this.#neighbours().slice(0, 3);
    return near.map((other) => {
      const [upper, lower] =
        other.from < from ? [other, { from, to }] : [{ from, to }, other];
      const cut = (a: number, b: number) => this.lines.slice(a - 1, b);
      const lines = [
        ...cut(1, upper.from - 1),
        ...cut(lower.from, lower.to),
        ...cut(upper.to + 1, lower.from - 1),
        ...cut(upper.from, upper.to),
        ...cut(lower.to + 1, this.lines.length),
      ];
      const by = other.from < from ? other.from - from : other.to - to;
      return { lines, by };
    });
  }

  /** Before the first of its neighbours, or after the last. */
  movedToOtherEnd(): Mutant {
    const { symbolFrom: from, symbolTo: to } = this.placed;
    const ends = this.#neighbours().flatMap((part) => [part.from, part.to + 1]);
    const [first, last] = [Math.min(from, ...ends), Math.max(to + 1, ...ends)];
    const target = from - first > last - to ? first : last;
    const block = ['', ...this.lines.slice(from - 1, to), ''];
    const lines =
      target > to
        ? this.lines
            .toSpliced(target - 1, 0, ...block)
            .toSpliced(from - 1, to - from + 1)
        : this.lines
            .toSpliced(from - 1, to - from + 1)
            .toSpliced(target - 1, 0, ...block);
    const by = target > to ? target - to : target - from + 1;
    return { lines, by };
  }

  /** All lines of comment gone from the file. */
  withoutComments(): Mutant {
    const { from } = this.placed;
    const isComment = (line: string) => COMMENT.test(line);
    const by = this.lines.slice(0, from - 1).filter(isComment).length;
    return { lines: this.lines.filter((line) => !isComment(line)), by: -by };
  }
}

/** `A.b` belongs to `A`, `A::b` too; what stands at the top belongs to nobody. */
function ownerOf(symbol: string): string {
  return symbol.split(/\.|::/).slice(0, -1).join('.');
}

export function casesOf(text: Text): Case[] {
  return text.notes.map((note) => new Case(text, note));
}

export interface Verdict {
  from: number | undefined;
  to: number | undefined;
  problems: Problem[];
}

/** What the gate says of the note once the lines have become these. */
export function verdictOn({ file, note }: Case, lines: readonly string[]): Verdict {
  return verdict(file, lines.join('\n'), note);
}
