/**
 * What a chapter may refer to: symbols, notes, tests, behaviours, and what other folders
 * of content/ hold. A folder that is not there at all asks nothing of anybody yet.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findRow, MAP_PATH, readMap } from '../reference/map.ts';
import { openPages } from '../source/notes/pages.ts';
import { type Project, readProject } from '../source/notes/project.ts';
import { readSource, symbolIn } from '../source/notes/symbols.ts';
import type { Pair } from '../ui/text.ts';

export interface ReplayKnown {
  title: Pair;
  questions: number;
  twins: { id: string; title: Pair }[];
}
export interface ExerciseKnown {
  title: Pair;
  kind: string;
}
export interface TermKnown extends Pair {
  /** Words that the Chinese text does not use for it. */
  not: string[];
}

/** By id; `undefined` where there is no such folder or file yet. */
export interface Known {
  /** The symbols of a source file, and how many lines each of them has. */
  symbols(file: string): ReadonlyMap<string, number> | undefined;
  notes: ReadonlySet<string>;
  /** The row of content/map.yaml on a member, perhaps one of its base class. */
  tornado(symbol: string): string | undefined;
  /** The text of a test file, if there is one. */
  test(file: string): string | undefined;
  replays: ReadonlyMap<string, ReplayKnown> | undefined;
  exercises: ReadonlyMap<string, ExerciseKnown> | undefined;
  figures: ReadonlySet<string> | undefined;
  terms: ReadonlyMap<string, TermKnown> | undefined;
}

const NOTHING: Pair = { zh: '', en: '' };

export async function knownIn(root: string): Promise<Known> {
  const project = await readProject(root);
  return { ...knownOf(project, root), ...storedIn(root) };
}

/** What the source and its notes hold. */
function knownOf(project: Project, root: string) {
  const { sources } = project;
  const { pages } = openPages(project);
  const map = readMap(join(root, MAP_PATH));
  const read = new Map<string, Map<string, number> | undefined>();
  return {
    symbols: (file: string) =>
      read.getOrInsertComputed(file, () => linesBySymbol(file, sources[file])),
    notes: new Set(pages.flatMap(({ notes }) => notes.map(({ id }) => id))),
    tornado: (symbol: string) => findRow(map, symbol)?.tornado,
    test: (file: string) => {
      const path = join(root, file);
      const isTest = file.startsWith('test/') && file.endsWith('.test.ts');
      return isTest && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
  };
}

function linesBySymbol(
  file: string,
  text: string | undefined,
): Map<string, number> | undefined {
  if (text === undefined) return undefined;
  const source = readSource(file, text);
  const linesOf = (name: string) => {
    const range = symbolIn(source, name);
    return range ? range.to - range.from + 1 : 0;
  };
  return new Map([...source.symbols.keys()].map((name) => [name, linesOf(name)]));
}

type Stored = Pick<Known, 'replays' | 'exercises' | 'figures' | 'terms'>;

/** What other parts of content/ hold. */
export function storedIn(root: string): Stored {
  const content = join(root, 'content');
  return {
    replays: folders(join(content, 'replays'), 'replay.yaml', toReplay),
    exercises: folders(join(content, 'exercises'), 'exercise.yaml', toExercise),
    figures: figuresIn(join(content, 'benchmarks', 'figures.json')),
    terms: termsIn(join(content, 'glossary.yaml')),
  };
}

/** Each `NN-slug/` that has the file, by slug. */
function folders<T>(
  folder: string,
  file: string,
  read: (data: Record<string, unknown>) => T,
): Map<string, T> | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter((name) =>
    existsSync(join(folder, name, file)),
  );
  return new Map(
    names.sort().map((name) => {
      const data = parse(readFileSync(join(folder, name, file), 'utf8')) ?? {};
      return [name.replace(/^\d+-/, ''), read(data)];
    }),
  );
}

function toReplay({ title, questions, twins }: Record<string, unknown>): ReplayKnown {
  return {
    title: (title as Pair) ?? NOTHING,
    questions: Array.isArray(questions) ? questions.length : 0,
    twins: Array.isArray(twins) ? (twins as ReplayKnown['twins']) : [],
  };
}

function toExercise({ title, kind }: Record<string, unknown>): ExerciseKnown {
  return { title: (title as Pair) ?? NOTHING, kind: String(kind ?? '') };
}

/** A list of figures with ids, or figures by id, alone or under `figures`. */
function figuresIn(path: string): Set<string> | undefined {
  if (!existsSync(path)) return undefined;
  const data = JSON.parse(readFileSync(path, 'utf8'));
  const figures = data.figures ?? data;
  return new Set(
    Array.isArray(figures) ? figures.map(({ id }) => id) : Object.keys(figures),
  );
}

type Listed = Pair & { id: string; also?: { zh?: string[] } };

function termsIn(path: string): Map<string, TermKnown> | undefined {
  if (!existsSync(path)) return undefined;
  const data = parse(readFileSync(path, 'utf8'));
  const list = (Array.isArray(data) ? data : (data?.terms ?? [])) as Listed[];
  return new Map(
    list.map(({ id, zh, en, also }) => [id, { zh, en, not: also?.zh ?? [] }]),
  );
}
