/**
 * A class, a few students at a time. What is done is written down at once, so that a run
 * that was broken off can be resumed.
 */

import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Exercise } from '../exercises.ts';
import type { Grader, StudentGrade } from './grader.ts';
import type { Student } from './students.ts';

export interface Part {
  /** By which it is known whether a grade still holds. */
  readonly hash: string;
  readonly grade: StudentGrade;
}

/** Grades that are there already, a line of JSON for each. */
export class Parts {
  readonly #file: string;
  readonly #salt: string;
  readonly #known = new Map<string, StudentGrade>();

  constructor(file: string, exercises: readonly Exercise[], resume: boolean) {
    this.#file = file;
    const all = JSON.stringify(exercises.map(({ runnable }) => runnable));
    this.#salt = createHash('sha256').update(all).digest('hex');
    if (!resume) this.remove();
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    for (const line of text.split('\n')) this.#read(line);
  }

  find(student: Student): StudentGrade | undefined {
    return this.#known.get(this.#hash(student));
  }

  add(student: Student, grade: StudentGrade): void {
    const part: Part = { hash: this.#hash(student), grade };
    appendFileSync(this.#file, `${JSON.stringify(part)}\n`);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }

  /** The last line may have been cut off in the middle. */
  #read(line: string): void {
    try {
      const { hash, grade } = JSON.parse(line) as Part;
      this.#known.set(hash, grade);
    } catch {}
  }

  #hash({ id, hash }: Student): string {
    return createHash('sha256').update(`${this.#salt} ${id} ${hash}`).digest('hex');
  }
}

/** Whatever goes wrong costs this one student a row with a reason, and nobody else. */
async function gradeOne(
  grader: Grader,
  student: Student,
  stop: AbortSignal,
): Promise<StudentGrade | null> {
  try {
    return await grader.grade(student, stop);
  } catch (error) {
    const problem = {
      zh: `没有批成：${String(error)}`,
      en: `Not graded: ${String(error)}`,
    };
    const problems = [...student.problems, problem];
    return await grader.grade({ ...student, works: {}, problems }, stop);
  }
}

/** In the order of the students; without those that were not reached. */
export async function gradeClass(
  grader: Grader,
  students: readonly Student[],
  parts: Parts,
  { onGrade, stop }: { onGrade: (grade: StudentGrade) => void; stop: AbortSignal },
): Promise<StudentGrade[]> {
  const grades = new Map<Student, StudentGrade>();
  const waiting = students.values();
  const work = async () => {
    for (const student of waiting) {
      if (stop.aborted) return;
      const known = parts.find(student);
      const grade = known ?? (await gradeOne(grader, student, stop));
      if (!grade) return;
      if (!known) parts.add(student, grade);
      grades.set(student, grade);
      onGrade(grade);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return students.flatMap((student) => grades.get(student) ?? []);
}
