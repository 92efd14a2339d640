/**
 * Where the student's text has its place, how it begins and how it ends.
 *
 * A file of the exercise's own stands in start/ and solution/. The student has it in
 * my-exercises/, so its imports are rewritten for there, and are the same everywhere.
 *
 * An excerpt of the loop is stored nowhere: the solution is the symbol as it stands in
 * the loop today, the start is that with `start.patch` applied. When the loop changes
 * there the patch fails, and the build with it: no exercise is about an old loop.
 */

import { applyPatch } from 'diff';
import { readSource, symbolIn } from '../source/notes/symbols.ts';
import type { Folder, ReadText } from './folder.ts';
import { join } from './run/paths.ts';

/** Where students have their files, at the root of the project; not in git. */
const STUDENTS = 'my-exercises';

export interface Place {
  /** What the student's text is laid over, from the root of the project. */
  readonly path: string;
  /** The name of that file alone. */
  readonly file: string;
  /** `PollIOLoop.#runCallbacks`: with a dot it stands in a class. Null: a whole file. */
  readonly symbol: string | null;
  readonly before: string;
  readonly after: string;
  readonly start: string;
  readonly solution: string;
}

export function placeOf(folder: Folder, read: ReadText): Place {
  const [path = '', symbol] = folder.edits.split(' ');
  return symbol === undefined
    ? ownFile(folder, path, read)
    : excerpt(folder, path, symbol, read);
}

function ownFile({ path, slug }: Folder, file: string, read: ReadText): Place {
  const own = `${STUDENTS}/${slug}/${file}`;
  const moved = (folder: string) =>
    importsFrom(`${path}/${folder}/${file}`, own, read(`${path}/${folder}/${file}`));
  return {
    path: own,
    file,
    symbol: null,
    before: '',
    after: '',
    start: moved('start'),
    solution: moved('solution'),
  };
}

/** The same text for another place: its imports still mean the same files. */
function importsFrom(here: string, there: string, text: string): string {
  const up = '../'.repeat(there.split('/').length - 1);
  return text.replace(/( from ')(\.[^']+)/g, (_, from, name) => {
    return `${from}${up}${join(here, name)}`;
  });
}

function excerpt(folder: Folder, path: string, symbol: string, read: ReadText): Place {
  const where = `${folder.path}/start.patch`;
  const text = read(path);
  const patched = applyPatch(text, read(where));
  if (patched === false) {
    throw new Error(`${where} does not fit ${path} any more: plant the bug again`);
  }
  const last = folder.to ?? symbol;
  const real = cut(path, text, symbol, last);
  const start = cut(path, patched, symbol, last);
  if (start.before !== real.before || start.after !== real.after) {
    throw new Error(`${where} changes more of ${path} than ${folder.edits}`);
  }
  const file = path.split('/').at(-1) as string;
  return { ...real, path, file, symbol, start: start.text, solution: real.text };
}

/** Also for a whole file that a student hands in, to get at the excerpt in it. */
export function cut(path: string, text: string, first: string, last: string) {
  const source = readSource(path, text);
  const from = symbolIn(source, first)?.from;
  const to = symbolIn(source, last)?.to;
  if (from === undefined || to === undefined) {
    throw new Error(`${path} has no ${from === undefined ? first : last}`);
  }
  const lines = text.split('\n');
  const own = lines.slice(from - 1, to);
  const indent = /^ */.exec(own[0] ?? '')?.[0].length ?? 0;
  return {
    before: lines.slice(0, from - 1).join('\n') + (from > 1 ? '\n' : ''),
    text: `${own.map((line) => line.slice(Math.min(indent, blank(line)))).join('\n')}\n`,
    after: ['', ...lines.slice(to)].join('\n'),
  };
}

const blank = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
