/**
 * What a chapter may refer to: symbols, notes, tests, behaviours, and what other folders
 * of content/ hold. A folder that is not there at all asks nothing of anybody yet.
 */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { findRow, MAP_PATH, readMap } from '../content/map.ts';
import { exercise } from '../content/schemas/exercise.ts';
import { glossary, type Term } from '../content/schemas/glossary.ts';
import { replay } from '../content/schemas/replay.ts';
import { readContent } from '../content/yaml.ts';
import { fileOf, GROW, readStages } from '../grow/stages.ts';
import { openPages } from '../source/notes/pages.ts';
import { type Project, readProject } from '../source/notes/project.ts';
import { readSource, symbolIn } from '../source/notes/symbols.ts';
import type { Pair } from '../ui/text.ts';

export interface ReplayKnown {
  title: Pair;
  questions: readonly unknown[];
  twins: readonly { id: string; title: Pair }[];
}
export interface ExerciseKnown {
  title: Pair;
  kind: string;
}
export interface TermKnown extends Pair {
  /** Words that the Chinese text does not use for it. */
  not: string[];
}

/** What was measured at one point of a figure. */
export type Row = Record<string, string | number>;

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
  figures: ReadonlyMap<string, Row[]> | undefined;
  /** Slugs, in order. */
  chapters: readonly string[];
  /** The parts of each stage of the grown program, and how many lines they have. */
  grown: ReadonlyMap<string, ReadonlyMap<string, number>>;
  terms: ReadonlyMap<string, TermKnown> | undefined;
}

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

type Stored = Omit<Known, 'symbols' | 'notes' | 'tornado' | 'test'>;

/** What other parts of content/ hold. */
function storedIn(root: string): Stored {
  const figures = join(root, 'content/benchmarks/figures.json');
  const terms = join(root, 'content/glossary.yaml');
  return {
    replays: folders(root, 'replays', 'replay.yaml', replay),
    exercises: folders(root, 'exercises', 'exercise.yaml', exercise),
    chapters: chaptersIn(root),
    grown: grownIn(root),
    figures: figuresIn(figures),
    terms: existsSync(terms)
      ? new Map(readContent(terms, readFileSync(terms, 'utf8'), glossary).map(termOf))
      : undefined,
  };
}

/** Each `NN-slug/` that has the file, by slug. */
function folders<Schema extends z.ZodType>(
  root: string,
  kind: string,
  file: string,
  schema: Schema,
): Map<string, z.output<Schema>> | undefined {
  if (!existsSync(join(root, 'content', kind))) return undefined;
  const paths = globSync(`content/${kind}/*/${file}`, { cwd: root }).sort();
  return new Map(
    paths.map((path) => {
      const slug = basename(dirname(path)).replace(/^\d+-/, '');
      return [slug, readContent(path, readFileSync(join(root, path), 'utf8'), schema)];
    }),
  );
}

function figuresIn(path: string): Map<string, Row[]> | undefined {
  if (!existsSync(path)) return undefined;
  const figures = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    { rows: Row[] }
  >;
  return new Map(Object.entries(figures).map(([id, { rows }]) => [id, rows]));
}

const chaptersIn = (root: string): string[] =>
  globSync('content/chapters/*', { cwd: root })
    .sort()
    .map((path) => basename(path).replace(/^\d+-/, ''));

function grownIn(root: string): Map<string, ReadonlyMap<string, number>> {
  if (!existsSync(join(root, GROW))) return new Map();
  return new Map(
    readStages(root).map((stage) => [
      stage.id,
      linesBySymbol(fileOf(stage), stage.text) ?? new Map(),
    ]),
  );
}

const termOf = ({ id, zh, en, also }: Term): [string, TermKnown] => [
  id,
  { zh, en, not: also.zh },
];
