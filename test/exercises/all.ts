import { type Exercise, readExercises } from '../../site/exercises/exercises.ts';

/** Read once for all of these tests. */
export const exercises: readonly Exercise[] = readExercises();

export function exercise(slug: string): Exercise {
  const found = exercises.find((one) => one.slug === slug);
  if (!found) throw new Error(`There is no exercise ${slug}`);
  return found;
}
