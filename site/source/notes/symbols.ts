/**
 * Symbols: the parts of a file that have a name. A note is tied to one of them.
 *
 *     PollIOLoop                 a class, with everything in it
 *     PollIOLoop.(head)          its beginning, up to the brace
 *     PollIOLoop.#runCallbacks   a member, private or not; .constructor; a field
 *     startServer, MAX_EVENTS    a function, a const, an interface, a type
 *     ns::Poller::Wait, Wait     C++: any tail of the full name will do
 *     (file)                     all of it
 *     (head)                     what stands above the first symbol: essay and imports
 *
 * One name may have several parts: overloads, or a getter and its setter.
 */

import { parseCpp } from './languages/cpp.ts';
import type { Declared, Parsed } from './languages/parsed.ts';
import { parseTypescript } from './languages/typescript.ts';
import { Lines } from './lines.ts';
import { isCpp } from './paths.ts';

export interface Part extends Declared {
  from: number;
  to: number;
}

export interface Source {
  file: string;
  text: string;
  lines: Lines;
  symbols: Map<string, Part[]>;
  tokens: Parsed['tokens'];
  /** Its executable lines, in order. */
  executable: () => number[];
}

export interface SymbolRange {
  /** From the first part to the last, with whatever may lie between. */
  from: number;
  to: number;
  start: number;
  end: number;
  parts: Part[];
}

const read = new Map<string, Source>(); // the latest of each file

/** To parse is slow, and a build asks for the same file a hundred times. */
export function readSource(file: string, text: string): Source {
  const known = read.get(file);
  if (known?.text === text) return known;
  const source = parseSource(file, text);
  read.set(file, source);
  return source;
}

function parseSource(file: string, text: string): Source {
  const parsed = isCpp(file) ? parseCpp(text) : parseTypescript(file, text);
  const { declared, tokens, code } = parsed;
  const lines = new Lines(text);
  return {
    file,
    text,
    lines,
    symbols: byName([...wholes(text, declared), ...declared], lines),
    tokens,
    executable: once(() => [...new Set(code().map((offset) => lines.of(offset)))]),
  };
}

/** Find a symbol in a text; nothing if there is none of that name. */
export function findSymbol(
  file: string,
  text: string,
  name: string,
): SymbolRange | undefined {
  return symbolIn(readSource(file, text), name);
}

export function symbolIn(source: Source, name: string): SymbolRange | undefined {
  const parts = source.symbols.get(name) ?? [];
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return undefined;
  const { from, start } = first;
  return { from, to: last.to, start, end: last.end, parts };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The two symbols that every file has. */
function wholes(text: string, declared: readonly Declared[]): Declared[] {
  const first = Math.min(text.length, ...declared.map(({ start }) => start));
  return [
    { name: '(file)', start: 0, end: text.length, body: undefined },
    { name: '(head)', start: 0, end: first, body: undefined },
  ];
}

function byName(declared: readonly Declared[], lines: Lines): Map<string, Part[]> {
  const parts = declared.map((each) => ({
    ...each,
    from: lines.of(each.start),
    to: lines.of(Math.max(each.start, each.end - 1)),
  }));
  const full = Map.groupBy(parts, ({ name }) => name);
  const tails = parts.flatMap((part) =>
    tailsOf(part.name).map((name) => ({ name, part })),
  );
  for (const { name, part } of tails) {
    if (!full.get(name)?.some((one) => one.name === name)) {
      full.set(name, [...(full.get(name) ?? []), part]);
    }
  }
  return full;
}

/** `a::b::C` may be called `b::C` and `C`, unless that is somebody's full name. */
function tailsOf(name: string): string[] {
  const words = name.split('::');
  return words.slice(1).map((_, i) => words.slice(i + 1).join('::'));
}
