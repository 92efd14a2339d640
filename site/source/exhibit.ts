/** One source file, ready for its page: sections of blocks of lines, with their notes. */

import type { Section } from '../content/schemas/reading-order.ts';
import type { Stave } from '../ui/concepts.ts';
import type { Lang, Pair } from '../ui/text.ts';
import { symbolAt } from './anchors.ts';
import { annotationsOf, type Note } from './annotations.ts';
import { type Block, blocksOf, type Span, sectionSpans } from './blocks.ts';
import { lineHtml, tokensOf } from './highlight.ts';
import { linksIn } from './names/links.ts';
import type { Entry } from './order.ts';
import { lineOfQuote, lineOfSection } from './places.ts';
import { linesOf, sources } from './sources.ts';

export type Line = {
  n: number;
  html: string;
  indent: number; // columns of white space: where the guides run
  blank: boolean;
  quoted: boolean;
  tests?: number | undefined; // that run it; absent where none could
  replays: number; // that pass through it
  symbol?: string | undefined; // that is declared here
  clef?: Stave | undefined;
  shape?: 'drawing' | 'ruler' | undefined; // must not be wrapped on a narrow page
};

export type PageBlock = {
  above: Line[];
  below: Line[];
  note?: Note | undefined;
  at: number; // lines before the quote
  span: number; // lines of the quote
  guides: number; // where the note is longer than its lines, the guides run on
  height: number; // px, an estimate, for what is not laid out yet
  tall: number; // the same on a phone, where the note stands below its lines
};

export type PageSection = { entry?: Section | undefined; blocks: PageBlock[] };
export type Exhibit = { sections: PageSection[]; notes: Note[]; lineCount: number };

/** What rooms above this one know of a file. They know of us, so the page hands it in. */
export interface Known {
  testsOf(line: number): number | undefined; // that ran it; nothing if it cannot run
  replaysOf(line: number): number; // that pass through it
  run: { ran: number; of: number }; // executable lines
  texts: ReadonlyMap<string, Pair>; // of the notes, by id: HTML with links to the glossary
  tornadoUrl(symbol: string): string | undefined;
  chaptersOf(note: Note): readonly { to: string; name: Pair }[]; // that draw its lines
}

const CODE_LINE = 22; // px
const NOTE_LINE = 25; // px
const NOTE_COLUMNS = 26; // Han characters

export function exhibitOf(entry: Entry, lang: Lang, known: Known): Exhibit {
  const { file, sections = [] } = entry;
  const text = sources.get(file) ?? '';
  const notes = annotationsOf(file)?.notes ?? [];
  const starts = new Map(sections.map((s) => [lineOfSection(file, text, s), s]));
  const raw = linesOf(text);
  const lines = drawLines(entry, lang, text, notes, known);
  const spans = sectionSpans(raw.length, [...starts.keys()]);
  const drawn = spans.map((span) => {
    const own = notes.filter((note) => note.to >= span.from && note.to <= span.to);
    const blocks = blocksOf(raw, span, own).map((block) => drawBlock(block, lines));
    return { entry: starts.get(span.from), blocks };
  });
  return { sections: drawn, notes, lineCount: raw.length };
}

function drawLines(
  entry: Entry,
  lang: Lang,
  text: string,
  notes: Note[],
  known: Known,
): Line[] {
  const raw = linesOf(text);
  const links = linksIn(entry.file, lang);
  const tokens = tokensOf(text, entry.file);
  const clefs = clefsOf(entry, text);
  return raw.map((line, i) => {
    const n = i + 1;
    const quoted = notes.some(({ from, to }) => from <= n && n <= to);
    const html = lineHtml(tokens[i] ?? [], quoted, links.get(n));
    const [indent, blank] = [indentAt(raw, i), !line.trim()];
    const [clef, shape] = [clefs.get(n), shapeOf(line)];
    const symbol = symbolAt(entry.file, n);
    const [tests, replays] = [known.testsOf(n), known.replaysOf(n)];
    return { n, html, indent, blank, quoted, tests, replays, symbol, clef, shape };
  });
}

/** Which stave of the score a line stands for. */
function clefsOf({ file, staves = [] }: Entry, text: string): Map<number, Stave> {
  return new Map(staves.map((s) => [lineOfQuote(file, text, s.quote), s.concept]));
}

/** Inside a comment, what is set in by four spaces or more is a drawing, or code. */
function shapeOf(line: string): Line['shape'] {
  if (/^\s*\/\/ ──/.test(line)) return 'ruler';
  return /^\s*(\*|\/\/)\s{4,}\S/.test(line) ? 'drawing' : undefined;
}

/** Neighbouring lines of a drawing are scrolled together where they are too wide. */
export function runsOf(lines: Line[]): Line[][] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const joins = line.shape === 'drawing' && runs.at(-1)?.[0]?.shape === 'drawing';
    if (joins) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs;
}

/** An empty line has no indent of its own: its neighbours lend it one. */
function indentAt(raw: string[], i: number): number {
  const own = raw[i] ?? '';
  if (own.trim()) return evenIndent(own);
  const before = raw.slice(0, i).findLast((line) => line.trim()) ?? '';
  const after = raw.slice(i).find((line) => line.trim()) ?? '';
  return Math.min(evenIndent(before), evenIndent(after));
}

function evenIndent(line: string): number {
  const spaces = line.search(/\S|$/);
  return spaces - (spaces % 2);
}

function drawBlock({ above, note, below }: Block<Note>, lines: Line[]): PageBlock {
  const cut = (span?: Span) => (span ? lines.slice(span.from - 1, span.to) : []);
  const at = note ? note.from - above.from : 0;
  const code = cut(above).length + cut(below).length;
  const height = Math.max(
    code * CODE_LINE,
    note ? at * CODE_LINE + noteHeight(note) : 0,
  );
  return {
    above: cut(above),
    below: cut(below),
    note,
    at,
    span: note ? note.to - note.from + 1 : 0,
    height,
    tall: Math.round(code * CODE_LINE * 1.2) + (note ? noteHeight(note) * 1.2 : 0) + 24,
    guides: guidesAfter((below ?? above).to, lines),
  };
}

/** How many guides run through a gap after this line: those of the line that follows. */
function guidesAfter(n: number, lines: Line[]): number {
  const next = lines.slice(n).find((line) => !line.blank);
  const closes = next && /^\s*[})\]]/.test(next.html) ? 1 : 0;
  return next ? next.indent / 2 + closes : 0;
}

const noteHeight = ({ zh }: Note): number =>
  Math.ceil(zh.length / NOTE_COLUMNS) * NOTE_LINE + 60;
