import { type Exercise, readExercises } from '../../site/exercises/exercises.ts';
import { Grader } from '../../site/exercises/grading/grader.ts';

/** Read once for all of these tests. */
export const exercises: readonly Exercise[] = readExercises();

export function exercise(slug: string): Exercise {
  const found = exercises.find((one) => one.slug === slug);
  if (!found) throw new Error(`There is no exercise ${slug}`);
  return found;
}

let opened: Promise<Grader> | undefined;

/** To open one is to run all the solutions: once for all of these tests. */
export function openGrader(): Promise<Grader> {
  opened ??= Grader.open(exercises, { heap: 64, memory: 256 }).then((grader) => {
    process.once('exit', () => grader[Symbol.dispose]());
    return grader;
  });
  return opened;
}
