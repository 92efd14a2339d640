/** Grades students by the pristine exercises, each student in processes of their own. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '../exercises.ts';
import { bundleChild } from './bundle.ts';
import type { Job } from './child.ts';
import { type Ended, LIMITS, type Limits, runJobs } from './child-process.ts';
import { type Graded, grade, type Key, nothing } from './points.ts';
import { isModel } from './similar.ts';
import type { Student } from './students.ts';

export interface StudentGrade {
  readonly id: string;
  readonly name: string;
  readonly lang: Student['lang'];
  readonly problems: Student['problems'];
  readonly time: number | null;
  readonly points: number;
  /** For each exercise, in their order: what help was taken. */
  readonly help: readonly Help[];
  readonly exercises: readonly Graded[];
}

/** What a teacher may want to know beside the points. None of it takes points away. */
export interface Help {
  readonly hints: number;
  readonly seenSolution: boolean;
  readonly attempts: number;
  /** The same as the model but for names, comments and spaces. */
  readonly likeModel: boolean;
}

interface Work {
  readonly slug: string;
  readonly text: string;
}

/** Ready to grade; `dispose()` it when done. */
export class Grader implements Disposable {
  readonly exercises: readonly Exercise[];
  readonly #limits: Limits;
  readonly #folder = mkdtempSync(join(tmpdir(), 'ioloop-grade-'));
  readonly #file = join(this.#folder, 'child.mjs');
  #keys: readonly Key[] = [];

  private constructor(exercises: readonly Exercise[], limits: Limits) {
    this.exercises = exercises;
    this.#limits = limits;
  }

  /** Throws if the exercises themselves are not as they should be. */
  static async open(
    exercises: readonly Exercise[],
    limits: Partial<Limits> = {},
  ): Promise<Grader> {
    const grader = new Grader(exercises, { ...LIMITS, ...limits });
    try {
      writeFileSync(grader.#file, await bundleChild());
      await grader.#learnKeys();
      return grader;
    } catch (error) {
      grader[Symbol.dispose]();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Null when it was stopped on the way. */
  async grade(student: Student, stop?: AbortSignal): Promise<StudentGrade | null> {
    const { works } = student;
    const written = this.exercises.filter(({ slug, place }) => {
      return works[slug] !== undefined && works[slug]?.trim() !== place.start.trim();
    });
    const ended = await this.gradeWorks(
      written.map(({ slug }) => ({ slug, text: works[slug] ?? '' })),
      stop,
    );
    if (stop?.aborted) return null;
    const graded = this.#keys.map((key): Graded => {
      const done = ended.find(({ slug }) => slug === key.slug);
      return (
        done ?? nothing(key, works[key.slug] === undefined ? 'missing' : 'untouched')
      );
    });
    const points = graded.reduce((sum, { points }) => sum + points, 0);
    const { id, name, lang, problems, time } = student;
    const help = this.exercises.map((exercise) => helpOf(student, exercise));
    return { id, name, lang, problems, time, points, help, exercises: graded };
  }

  /** In the order given, in one process after the other; `stop` leaves out the rest. */
  async gradeWorks(works: readonly Work[], stop?: AbortSignal): Promise<Graded[]> {
    const ended = await this.#run(works, stop);
    return ended.map((each, i) => {
      const key = this.#keys.find(({ slug }) => slug === works[i]?.slug);
      return grade(key as Key, each);
    });
  }

  #run(works: readonly Work[], stop?: AbortSignal): Promise<Ended[]> {
    const jobs = works.flatMap(({ slug, text }): Job[] => {
      const exercise = this.exercises.find((each) => each.slug === slug);
      if (!exercise) return [];
      const { runnable, place } = exercise;
      return [{ exercise: runnable, text, models: [place.start, place.solution] }];
    });
    return runJobs(this.#file, this.#folder, jobs, this.#limits, stop);
  }

  /** The tests of each exercise, from its own solution and its own start. */
  async #learnKeys(): Promise<void> {
    const [solved, started] = await Promise.all([
      this.#run(
        this.exercises.map(({ slug, place }) => ({ slug, text: place.solution })),
      ),
      this.#run(this.exercises.map(({ slug, place }) => ({ slug, text: place.start }))),
    ]);
    this.#keys = this.exercises.map(({ slug }, i) => {
      const names = answerOf(solved[i])?.names ?? [];
      const key = grade({ slug, names, atStart: 0 }, solved[i] as Ended);
      const start = grade({ slug, names, atStart: 0 }, started[i] as Ended);
      if (key.status !== 'solved' || start.status === 'solved')
        throw new Error(
          `The exercise ${slug} cannot be graded: ${JSON.stringify(key)}`,
        );
      return { slug, names, atStart: start.passed };
    });
  }
}

function helpOf({ works, said }: Student, { slug, place }: Exercise): Help {
  const { hints = 0, seenSolution = false, attempts = 0 } = said[slug] ?? {};
  const likeModel = isModel(works[slug] ?? '', place);
  return { hints, seenSolution, attempts, likeModel };
}

const answerOf = (ended: Ended | undefined) =>
  ended && 'answer' in ended ? ended.answer : null;
