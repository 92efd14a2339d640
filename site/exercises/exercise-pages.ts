/** What the pages of the exercises show, and what they ask for when something is run. */

import { book, chapterBySlug } from '../chapters/book.ts';
import type { Chapter } from '../chapters/chapter.ts';
import type { Turn } from '../score/turns.ts';
import { lineHtml, tokensOf } from '../source/highlight.ts';
import type { Pair } from '../ui/text.ts';
import type { Runnable } from './exercise.ts';
import { type Exercise, readExercises, runSolution } from './exercises.ts';

export const exercises: readonly Exercise[] = readExercises();

export const KINDS: Record<Exercise['kind'], Pair> = {
  fix: { zh: '修', en: 'fix' },
  write: { zh: '写', en: 'write' },
  predict: { zh: '猜', en: 'predict' },
};

/** Fetched by the page with the first run. */
export interface Ground {
  readonly runnable: Runnable;
  readonly start: string;
  /** It is members of a class, which are no program by themselves. */
  readonly members: boolean;
  /** For each test, what the loop as it should be does. None where that is the answer. */
  readonly turns: readonly (readonly Turn[])[];
}

export async function groundOf(exercise: Exercise): Promise<Ground> {
  const { runnable, place, kind } = exercise;
  const { results } = await runSolution(exercise);
  const turns = kind === 'predict' ? [] : results.map(({ turns }) => turns);
  return { runnable, start: place.start, members: isMembers(exercise), turns };
}

export const isMembers = ({ place }: Exercise): boolean =>
  place.symbol?.includes('.') ?? false;

/** Lines as markup. Members of a class are read inside of one. */
export function linesOf(code: string, file: string, members: boolean): string[] {
  const text = code.trimEnd();
  const lines = tokensOf(members ? `class X {\n${text}\n}` : text, file);
  return (members ? lines.slice(1, -1) : lines).map((line) => lineHtml(line));
}

export interface Group {
  readonly chapter: Chapter | undefined;
  readonly exercises: readonly Exercise[];
}

/** By chapter, in the order of the book; those of no chapter come last. */
export function byChapter(): Group[] {
  const groups = [...book, undefined].map((chapter) => ({
    chapter,
    exercises: exercises.filter(({ after }) => chapterBySlug(after) === chapter),
  }));
  return groups.filter(({ exercises }) => exercises.length > 0);
}

export const nextOf = ({ number }: Exercise): Exercise | undefined => exercises[number];
