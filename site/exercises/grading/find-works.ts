/**
 * Finds the files of exercises in a folder as it was handed in: `my-exercises/` or what is
 * in it, however deep it was packed; a file in the wrong case or under another name, if it
 * can be no other. What is found so is said, and what is not known is named.
 */

import type { Words } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import { MINE } from '../mine.ts';
import { type File, type Folder, type Node, reasonOf, Unread } from './tree.ts';

export interface Found {
  readonly files: ReadonlyMap<Exercise, File>;
  readonly exports: readonly File[];
  readonly progress: File | null;
  readonly problems: readonly Words[];
}

const DEEPEST = 5; // folders around `my-exercises/`

export function findWorks(folder: Folder, exercises: readonly Exercise[]): Found {
  const problems: Words[] = [];
  const root = rootIn(folder, exercises, problems, DEEPEST) ?? folder;
  const entries = entriesOf(root, problems);
  const files = new Map<Exercise, File>();
  const exports: File[] = [];
  let progress: File | null = null;
  for (const entry of entries) {
    const exercise = exercises.find(({ slug }) => isLike(entry.name, slug));
    if (entry.kind === 'unreadable') problems.push(notRead(entry.name, entry.why));
    else if (entry.kind === 'folder' && exercise)
      found(fileIn(entry, exercise, problems), exercise);
    else if (entry.kind === 'folder') problems.push(unknown(entry.name, exercises));
    else if (entry.name === 'progress.json') progress = entry;
    else if (entry.name.endsWith('.json')) exports.push(entry);
    else if (entry.name.endsWith('.ts')) found(entry, byFile(entry.name, exercises));
  }
  return { files, exports, progress, problems };

  function found(file: File | null, exercise: Exercise | undefined): void {
    if (file && exercise && !files.has(exercise)) files.set(exercise, file);
    else if (file && !exercise) problems.push(unknown(file.name, exercises));
  }
}

/** The folder with folders of exercises in it: this one, or one below. */
function rootIn(
  folder: Folder,
  exercises: readonly Exercise[],
  problems: Words[],
  deep: number,
): Folder | null {
  const entries = entriesOf(folder, problems);
  const folders = entries.filter((entry) => entry.kind === 'folder');
  const mine = folders.find(({ name }) => name.toLowerCase() === MINE);
  if (mine) return mine;
  const known = folders.some(({ name }) =>
    exercises.some(({ slug }) => isLike(name, slug)),
  );
  const files = entries.some(
    ({ kind, name }) => kind === 'file' && /\.(?:json|ts)$/.test(name),
  );
  if (known || files || deep === 0) return folder;
  for (const each of folders) {
    const inner = rootIn(each, exercises, [], deep - 1);
    if (inner && inner !== each) return inner;
    if (inner && isRoot(inner, exercises)) return inner;
  }
  return null;
}

function isRoot(folder: Folder, exercises: readonly Exercise[]): boolean {
  return entriesOf(folder, []).some(
    ({ kind, name }) =>
      (kind === 'folder' && exercises.some(({ slug }) => isLike(name, slug))) ||
      (kind === 'file' && name.endsWith('.json')),
  );
}

/** Is this somebody's own folder, and not one of many students? */
export function isOneStudents(folder: Folder, exercises: readonly Exercise[]): boolean {
  const entries = entriesOf(folder, []);
  return entries.some(
    ({ kind, name }) =>
      (kind === 'folder' && exercises.some(({ slug }) => slug === name)) ||
      (kind === 'folder' && name === MINE),
  );
}

function fileIn(folder: Folder, exercise: Exercise, problems: Words[]): File | null {
  const { slug, place, shown } = exercise;
  const entries = entriesOf(folder, problems);
  const given = new Set(shown.map(({ name }) => name));
  const exact = entries.find(({ name }) => name === place.file);
  const texts = entries.filter(({ name }) => name.endsWith('.ts') && !given.has(name));
  const other =
    entries.find(({ name }) => plain(name) === plain(place.file)) ??
    (texts.length === 1 ? texts[0] : undefined);
  const entry = exact ?? other;
  if (entry?.kind === 'file' && !exact)
    problems.push({
      zh: `${slug} 里没有 ${place.file}，读的是 ${entry.name}。`,
      en: `${slug} has no ${place.file}; ${entry.name} was read instead.`,
    });
  if (entry?.kind === 'file') return entry;
  const why = entry?.kind === 'unreadable' ? entry.why : null;
  if (why) problems.push(notRead(`${slug}/${place.file}`, why));
  else
    problems.push({
      zh: `${slug} 里没有 ${place.file}。`,
      en: `There is no ${place.file} in ${slug}.`,
    });
  return null;
}

function entriesOf(folder: Folder, problems: Words[]): readonly Node[] {
  try {
    return folder.entries();
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    problems.push(notRead(folder.name, reasonOf(error)));
    return [];
  }
}

/** `06-Timeout_Heap` is `timeout-heap`. */
const isLike = (name: string, slug: string): boolean => plain(name) === plain(slug);

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^\d+[-_ ]+/, '')
    .replace(/[\s_-]+/g, '-');

function byFile(name: string, exercises: readonly Exercise[]): Exercise | undefined {
  const own = exercises.filter(({ slug, place }) => {
    return plain(place.file) === plain(name) || plain(`${slug}.ts`) === plain(name);
  });
  return own.length === 1 ? own[0] : undefined;
}

function unknown(name: string, exercises: readonly Exercise[]): Words {
  const [nearest] = exercises
    .map(({ slug }) => ({ slug, share: likeness(plain(name), slug) }))
    .sort((a, b) => b.share - a.share);
  const near = nearest && nearest.share > 0.4 ? nearest.slug : null;
  return {
    zh: `没有叫 ${name} 的练习${near ? `，是不是 ${near}？` : '。'}`,
    en: `No exercise is called ${name}${near ? `; is it ${near}?` : '.'}`,
  };
}

/** The share of pairs of letters that both have. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set([...text].slice(1).map((letter, i) => text[i] + letter));
  const [mine, theirs] = [pairs(a), pairs(b)];
  return mine.intersection(theirs).size / Math.max(1, mine.union(theirs).size);
}

export const notRead = (what: string, { zh, en }: Words): Words => ({
  zh: `没有读 ${what}：${zh}`,
  en: `${what} was not read. ${en}`,
});
