/** Lines of the real source for a page of prose: those of a symbol, or those of a note. */

import { CONCEPTS } from '../ui/concepts.ts';
import { fragmentOf } from './anchors.ts';
import { annotated } from './annotations.ts';
import { lineHtml, type Token, tokensOf } from './highlight.ts';
import { findSymbol } from './notes/symbols.ts';
import { linesOf, sources } from './sources.ts';

export interface Excerpt {
  file: string;
  /** Where on the page of the file the lines stand. */
  fragment: string;
  name: string; // of the symbol
  note: string | undefined;
  css: string | undefined; // the concept of the note
  lines: { n: number; html: string; indent: number }[];
}

/** What a chapter asks for: the lines of a note, or those of a symbol in a file. */
type Wanted = Readonly<Record<string, string | number>>;

const read = new Map<string, Token[][]>();

/** A line of a text that need not be on a page of its own, with the lines beside it. */
export function linesAround(file: string, text: string, at: number, reach: number) {
  const last = linesOf(text).length;
  const lines = cut(
    file,
    Math.max(1, at - reach),
    Math.min(last, at + reach),
    false,
    text,
  );
  const isBlank = ({ html }: { html: string }) => html.trim() === '';
  return lines.slice(
    lines.findIndex((line) => !isBlank(line)),
    lines.findLastIndex((line) => !isBlank(line)) + 1,
  );
}

/** Some lines of a text that is not among the sources. */
export const linesIn = (file: string, text: string, from: number, to: number) =>
  cut(file, from, to, false, text);

export function excerptOf({ note, symbol, file }: Wanted): Excerpt {
  if (note) return ofNote(String(note));
  return ofSymbol(String(file), String(symbol));
}

function ofSymbol(file: string, name: string): Excerpt {
  const range = findSymbol(file, sources.get(file) ?? '', name);
  if (!range) throw new Error(`no symbol ${name} in ${file}`);
  const { from, to } = range;
  const lines = cut(file, from, to, false);
  const declared = lines.find(({ n }) => !/^\s*(\/?\*|\/\/)/.test(textOf(file, n)));
  const fragment = fragmentOf(file, declared?.n ?? from);
  return { file, name, lines, fragment, note: undefined, css: undefined };
}

function ofNote(id: string): Excerpt {
  for (const { file, notes } of annotated) {
    const note = notes.find((each) => each.id === id);
    if (!note) continue;
    const { from, to, symbol: name, concept } = note;
    const lines = cut(file, from, to, true);
    const css = concept && CONCEPTS[concept].css;
    return { file, name, lines, fragment: id, note: id, css };
  }
  throw new Error(`no note ${id}`);
}

const textOf = (file: string, n: number): string => lineOf(sources.get(file) ?? '', n);

const lineOf = (text: string, n: number): string => linesOf(text)[n - 1] ?? '';

/** Moved to the left as far as all of the lines allow. */
function cut(
  file: string,
  from: number,
  to: number,
  quoted: boolean,
  text = sources.get(file) ?? '',
): Excerpt['lines'] {
  const tokens = read.getOrInsertComputed(file, () => tokensOf(text, file));
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const indents = numbers.map((n) => lineOf(text, n)).filter((line) => line.trim());
  const least = Math.min(...indents.map((line) => line.search(/\S/)));
  return numbers.map((n) => ({
    n,
    html: lineHtml(without(tokens[n - 1] ?? [], least), quoted),
    indent: Math.max(0, lineOf(text, n).search(/\S|$/) - least),
  }));
}

/** A line begins with white space, which is a token, or the beginning of one. */
function without(line: Token[], columns: number): Token[] {
  const [first, ...rest] = line;
  return first ? [{ ...first, text: first.text.slice(columns) }, ...rest] : [];
}
