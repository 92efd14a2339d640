/** Addresses inside a file that hold while lines move: `#PollIOLoop.stop`. */

import { annotationsOf } from './annotations.ts';
import { type Part, readSource } from './notes/symbols.ts';
import { order } from './order.ts';
import { linesOf, sources } from './sources.ts';

const COMMENT = /^\s*(\/\/|\/?\*|$)/;
const read = new Map<string, Map<number, string>>();

/** The symbol that is declared on a line, if its name is free to be an id of the page. */
export const symbolAt = (file: string, line: number): string | undefined =>
  read.getOrInsertComputed(file, symbolsByLine).get(line);

/** The address of a line: by symbol where one is declared there, else by number. */
export const fragmentOf = (file: string, line: number): string => {
  const symbol = symbolAt(file, line);
  return symbol ? encodeURIComponent(symbol) : `L${line}`;
};

/** The address of a symbol; of the file itself for what is not declared in it. */
export function placeOf(file: string, symbol: string): string {
  const text = sources.get(file) ?? '';
  const part = readSource(file, text).symbols.get(symbol)?.[0];
  return part && symbol !== '(file)'
    ? fragmentOf(file, declarationLine(linesOf(text), part))
    : '';
}

function symbolsByLine(file: string): Map<number, string> {
  const text = sources.get(file) ?? '';
  const lines = linesOf(text);
  const taken = takenIds(file);
  const byLine = new Map<number, string>();
  for (const part of [...readSource(file, text).symbols.values()].flat()) {
    if (part.name.startsWith('(') || part.name.endsWith(')') || taken.has(part.name))
      continue;
    taken.add(part.name); // of overloads, the first
    const line = declarationLine(lines, part);
    if (!byLine.has(line)) byLine.set(line, part.name);
  }
  return byLine;
}

/** The comment above belongs to the part. */
function declarationLine(lines: string[], { from, to }: Part): number {
  let line = from;
  while (line < to && COMMENT.test(lines[line - 1] ?? '')) line++;
  return line;
}

function takenIds(file: string): Set<string> {
  const sections = order.find((entry) => entry.file === file)?.sections ?? [];
  const notes = annotationsOf(file)?.notes ?? [];
  return new Set([...sections, ...notes].map(({ id }) => id));
}
