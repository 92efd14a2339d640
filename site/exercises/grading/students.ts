/**
 * What was handed in: for each student a folder, laid out like `my-exercises/`, or one
 * exported file. Only files of exercises are read, and none by way of a symbolic link:
 * it might lead into another student's folder.
 */

import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Words } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import type { Lang } from '../locale.ts';
import { fromMine, MINE } from '../mine.ts';
import { readSubmission, type Submission, SubmissionError } from '../submission.ts';

export interface Student {
  /** The name of the folder or the file. */
  readonly id: string;
  readonly name: string;
  readonly lang: Lang | null;
  /** What was written for each exercise, by slug, as a run takes it. */
  readonly works: Readonly<Record<string, string>>;
  /** Why something of theirs was not read. */
  readonly problems: readonly Words[];
  /** Of all that a grade depends on. */
  readonly hash: string;
}

const LONGEST = 100_000; // bytes of one file
const LONGEST_EXPORT = 10_000_000;

/** Throws what `readdir` throws. */
export function readStudents(
  folder: string,
  exercises: readonly Exercise[],
): Student[] {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  const students = names.sort().flatMap((name) => {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) return [readFolder(path, name, exercises)];
    if (stat.isFile() && name.endsWith('.json')) return [readExport(path, exercises)];
    return [];
  });
  return distinct(students);
}

/** The folder of a single student. */
export function readFolder(
  folder: string,
  id: string,
  exercises: readonly Exercise[],
): Student {
  const inner = join(folder, MINE);
  const root = kindOf(inner) === 'folder' ? inner : folder;
  const problems: Words[] = [];
  const works: Record<string, string> = {};
  for (const exercise of exercises) {
    const path = join(root, exercise.slug, exercise.place.file);
    const kind = kindOf(join(root, exercise.slug)) === 'folder' ? kindOf(path) : null;
    if (kind === 'file') works[exercise.slug] = fromMine(exercise, read(path));
    else if (kind) problems.push(notRead(`${exercise.slug}/${exercise.place.file}`));
  }
  const about = kindOf(join(root, 'progress.json')) === 'file';
  const said = about ? progressIn(join(root, 'progress.json')) : null;
  return student(id, said, works, problems);
}

/** An exported file; one that is none is a student with a problem, and no points. */
function readExport(path: string, exercises: readonly Exercise[]): Student {
  const id = basename(path, '.json');
  if (lstatSync(path).size > LONGEST_EXPORT)
    return student(id, null, {}, [notRead(basename(path))]);
  try {
    const file = readSubmission(read(path));
    const known = exercises.filter(({ slug }) => file.exercises[slug]?.code);
    const works = known.map((exercise) => {
      const { code = '' } = file.exercises[exercise.slug] ?? {};
      return [exercise.slug, fromMine(exercise, code)];
    });
    return student(id, file, Object.fromEntries(works), []);
  } catch (error) {
    if (!(error instanceof SubmissionError)) throw error;
    return student(id, null, {}, [error.why]);
  }
}

function student(
  id: string,
  said: Pick<Submission, 'name' | 'lang'> | null,
  works: Record<string, string>,
  problems: Words[],
): Student {
  const lang = said?.lang ?? null;
  const name = said?.name ?? id;
  const all = JSON.stringify([name, lang, works, problems]);
  const hash = createHash('sha256').update(all).digest('hex');
  return { id, name, lang, works, problems, hash };
}

/** `lin` and `lin.json` are two. */
function distinct(students: readonly Student[]): Student[] {
  const seen = new Map<string, number>();
  return students.map((student) => {
    const times = (seen.get(student.id) ?? 0) + 1;
    seen.set(student.id, times);
    return times === 1 ? student : { ...student, id: `${student.id}-${times}` };
  });
}

/** Links and other strange things are neither. */
function kindOf(path: string): 'file' | 'folder' | 'other' | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() && stat.size <= LONGEST ? 'file' : 'other';
}

function progressIn(path: string): Submission | null {
  try {
    return readSubmission(read(path));
  } catch {
    return null;
  }
}

const read = (path: string): string => readFileSync(path, 'utf8');

const notRead = (what: string): Words => ({
  zh: `没有读 ${what}：它不是普通文件，或者太大。`,
  en: `${what} was not read: it is no plain file, or too large.`,
});
