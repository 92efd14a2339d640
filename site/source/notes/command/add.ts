/** A note to be written: its skeleton, on the first line of a symbol without one. */

import { nearest } from '../../../content/nearest.ts';
import { openPages } from '../pages.ts';
import { NOTES_FOLDER, sourcesOf } from '../paths.ts';
import { place } from '../placement.ts';
import type { Project } from '../project.ts';
import { readSource, type Source, type SymbolRange, symbolIn } from '../symbols.ts';

export interface Skeleton {
  id: string;
  path: string; // of the notes file
  text: string; // all of it, with the skeleton at its end
  line: number; // of the skeleton
}

/** Throws an Error that names the nearest when there is no such file or symbol. */
export function skeleton(project: Project, file: string, symbol: string): Skeleton {
  const text = project.sources[file];
  if (text === undefined) throw unknown('file', file, Object.keys(project.sources));
  const source = readSource(file, text);
  const range = symbolIn(source, symbol);
  if (!range) throw unknown('symbol', symbol, source.symbols.keys());

  const path = notesOn(project, file);
  const before = project.notes[path]?.trimEnd() ?? '';
  const id = freeId(symbol, project);
  const quote = firstBareLine(project, source, range).trim();
  const note = [
    `- id: ${id}`,
    `  symbol: ${JSON.stringify(symbol)}`,
    `  quote: |\n    ${quote}`,
    '  seen: new',
    '  zh: ',
    '  en: ',
  ];
  const start = before ? `${before}\n\n` : '';
  const line = start.split('\n').length;
  return { id, path, line, text: `${start}${note.join('\n')}\n` };
}

function unknown(what: string, name: string, known: Iterable<string>): Error {
  return new Error(`no ${what} "${name}"; nearest: ${nearest(name, known)}`);
}

/** The file of notes that there is, else one named after the source, ending and all. */
function notesOn({ notes, sources }: Project, file: string): string {
  const all = Object.keys(sources);
  const found = Object.keys(notes).find((path) => sourcesOf(path, all).includes(file));
  return found ?? `${NOTES_FOLDER}${file}.yaml`;
}

/** `PollIOLoop.#runCallbacks` → `run-callbacks`, or `run-callbacks-2`. */
function freeId(symbol: string, project: Project): string {
  const name = symbol.split(/\.|::/).at(-1) ?? symbol;
  const words = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const id = words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'note';
  const texts = [...Object.values(project.notes), project.ledger].join('\n');
  const taken = (each: string) => new RegExp(`(id: |- )${each}\\s`).test(`${texts}\n`);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}-${n}`;
    if (!taken(candidate)) return candidate;
  }
}

function firstBareLine(
  project: Project,
  { file, text, executable }: Source,
  { from, to }: SymbolRange,
): string {
  const page = openPages(project).pages.find(({ source }) => source.file === file);
  const placed = page ? place(page.source, page.notes, page.where).placed : [];
  const isNoted = (n: number) => placed.some((note) => note.from <= n && n <= note.to);
  const own = executable().filter((n) => from <= n && n <= to);
  const line = own.find((n) => !isNoted(n)) ?? own[0] ?? to;
  return text.split('\n')[line - 1] ?? '';
}
