/**
 * What was handed in: for each student a folder, laid out like `my-exercises/`, a zip file
 * of one, or one exported file; by themselves, or as Moodle, Canvas and GitHub Classroom
 * give them out. Every entry becomes a student, if only one with a problem.
 */

import { createHash } from 'node:crypto';
import type { Words } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import type { Lang } from '../locale.ts';
import { fromMine } from '../mine.ts';
import {
  readSubmission,
  type Submission,
  SubmissionError,
  type Work,
} from '../submission.ts';
import { findWorks, isOneStudents, notRead } from './find-works.ts';
import { type File, type Folder, type Node, nodeAt, reasonOf, Unread } from './tree.ts';

export interface Student {
  /** The name of the folder or the file. */
  readonly id: string;
  readonly name: string;
  readonly lang: Lang | null;
  /** What was written for each exercise, by slug, as a run takes it. */
  readonly works: Readonly<Record<string, string>>;
  /** What they say of themselves: hints opened, solutions seen, attempts. */
  readonly said: Readonly<Record<string, Work>>;
  /** When the last of it was written, in ms, as far as that is known. */
  readonly time: number | null;
  /** Why something of theirs was not read. */
  readonly problems: readonly Words[];
  /** Of all that a grade depends on. */
  readonly hash: string;
}

/** The folder is that of one student: it is graded with `--student`. */
export class OneStudent extends Error {}

const LONGEST = 100_000; // bytes of a program
const LONGEST_NAME = 100; // characters

/** Throws what `lstat` throws, and OneStudent. */
export function readStudents(path: string, exercises: readonly Exercise[]): Student[] {
  const folder = nodeAt(path);
  if (folder.kind !== 'folder') return distinct([studentIn(folder, exercises)]);
  if (isOneStudents(folder, exercises)) throw new OneStudent();
  return distinct(folder.entries().map((node) => studentIn(node, exercises)));
}

/** The folder of a single student. */
export function readFolder(
  path: string,
  id: string,
  exercises: readonly Exercise[],
): Student {
  return { ...studentIn(nodeAt(path), exercises), id };
}

function studentIn(node: Node, exercises: readonly Exercise[]): Student {
  const { id, name } = whoseIs(node.name);
  try {
    if (node.kind === 'folder') return ofFolder(node, id, name, exercises);
    if (node.kind === 'unreadable') throw new Unread(node.why.zh, node.why.en);
    if (/\.json$/i.test(node.name)) return ofExport(node, id, name, exercises);
    throw new Unread(
      '既不是目录，也不是 zip，也不是导出的 .json。',
      'It is no folder, no zip file and no exported .json file.',
    );
  } catch (error) {
    return student({
      id,
      name,
      problems: [notRead(shown(node.name), reasonOf(error))],
    });
  }
}

/**
 * `Lin Wei_4711_assignsubmission_file` is Moodle’s, `linwei_LATE_12_34_heap.zip` is
 * Canvas’s; elsewhere the name is the whole of it.
 */
function whoseIs(entry: string): { id: string; name: string } {
  const bare = shown(entry).replace(/\.(?:json|zip)$/i, '');
  const moodle = /^(.+)_\d+_assignsubmission_\w+$/.exec(bare);
  const canvas = /^([^_]+)(?:_LATE)?_\d+_\d+_.+$/.exec(bare);
  const name = moodle?.[1] ?? canvas?.[1] ?? bare;
  return { id: name, name };
}

function ofFolder(
  folder: Folder,
  id: string,
  name: string,
  exercises: readonly Exercise[],
): Student {
  const { files, exports, progress, problems } = findWorks(folder, exercises);
  const [file] = exports;
  if (files.size === 0 && file) return ofExport(file, id, name, exercises);
  const seen = [...problems];
  const works: Record<string, string> = {};
  for (const [exercise, file] of files) {
    const text = textOf(file, `${exercise.slug}/${file.name}`, seen);
    if (text !== null) works[exercise.slug] = fromMine(exercise, text);
  }
  const said = progress ? progressIn(progress) : null;
  const times = [...files.values()].map(({ time }) => time ?? 0);
  if (files.size === 0)
    seen.push({
      zh: '里面没有认得出的练习。',
      en: 'Nothing in it was recognised as an exercise.',
    });
  return student({
    id,
    name: said?.name ?? name,
    lang: said?.lang ?? null,
    time: Math.max(0, ...times) || null,
    works,
    problems: seen,
    said: said?.exercises ?? {},
  });
}

/** An exported file; one that is none is a student with a problem, and no points. */
function ofExport(
  file: File,
  id: string,
  name: string,
  exercises: readonly Exercise[],
): Student {
  try {
    const said = readSubmission(decoded(file.read()));
    const works = exercises.flatMap((exercise): [string, string][] => {
      const { code = '' } = said.exercises[exercise.slug] ?? {};
      return code === '' ? [] : [[exercise.slug, fromMine(exercise, code)]];
    });
    return student({
      id,
      name: said.name ?? name,
      lang: said.lang,
      time: file.time,
      works: Object.fromEntries(works),
      said: said.exercises,
    });
  } catch (error) {
    if (!(error instanceof SubmissionError)) throw error;
    return student({ id, name, problems: [error.why] });
  }
}

function textOf(file: File, what: string, problems: Words[]): string | null {
  try {
    const bytes = file.read();
    if (bytes.length <= LONGEST) return decoded(bytes);
    throw new Unread('文件太大。', 'The file is too large.');
  } catch (error) {
    problems.push(notRead(what, reasonOf(error)));
    return null;
  }
}

/** UTF-8, UTF-16 with its mark, or what Chinese Windows writes. */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const marked = a === 0xff && b === 0xfe ? 'utf-16le' : 'utf-8';
  for (const encoding of [marked, 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  throw new Unread('不是 UTF-8 的文本。', 'It is no text in UTF-8.');
}

function progressIn(file: File): Submission | null {
  try {
    return readSubmission(decoded(file.read()));
  } catch {
    return null;
  }
}

function student(known: Partial<Student> & Pick<Student, 'id' | 'name'>): Student {
  const { works = {}, said = {}, problems = [], lang = null, time = null } = known;
  const name = shown(known.name);
  const all = JSON.stringify([name, lang, works, said, problems]);
  const hash = createHash('sha256').update(all).digest('hex');
  return { id: known.id, name, lang, works, said, time, problems, hash };
}

/** On one line, and of a length that a table can show. */
const shown = (name: string): string => {
  const line = name.replace(/\p{Cc}+/gu, ' ').toWellFormed();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line;
};

/** `lin` and `lin.json` are two, and neither is `lin-2`; nor is `Lin` where case is lost. */
function distinct(students: readonly Student[]): Student[] {
  const own = new Set(students.map(({ id }) => id.toLowerCase()));
  const taken = new Set<string>();
  return students.map((student) => {
    let { id } = student;
    const free = (one: string) => !taken.has(one.toLowerCase());
    for (let i = 2; !free(id); i++) {
      const next = `${student.id}-${i}`;
      if (free(next) && !own.has(next.toLowerCase())) id = next;
    }
    taken.add(id.toLowerCase());
    return { ...student, id };
  });
}
