/**
 * Runs the tests of an exercise on what a student has written. The same in a browser and
 * in Node, on the simulated poller: instant, and the same every time. What it cannot do
 * is to end a program that never ends: its caller puts it in a worker, ends that after
 * `TIME_LIMIT`, and knows from the news which test it was.
 */

import { compileErrorIn, whole } from '../excerpt.ts';
import type { Failure, News, Outcome, Runnable } from '../exercise.ts';
import { CompileError, compileErasable } from './compile.ts';
import { messageOf } from './failure.ts';
import { link } from './link.ts';
import { GIVEN, refused, runTests } from './run-tests.ts';

export { GIVEN } from './run-tests.ts';

/** Never rejects: whatever is wrong with the student's text is in the outcome. */
export function run(
  exercise: Runnable,
  text: string,
  tell: (news: News) => void = () => {},
): Promise<Outcome> {
  const mine = previous.then(async () => {
    tell({ tell: 'starts' });
    const outcome = await outcomeOf(exercise, text, tell);
    tell({ tell: 'outcome', outcome });
    return outcome;
  });
  previous = mine;
  return mine;
}

// One after the other: what `test()` and `expect()` are told belongs to a single run.
let previous: Promise<Outcome | null> = Promise.resolve(null);

async function outcomeOf(
  exercise: Runnable,
  text: string,
  tell: (news: News) => void,
): Promise<Outcome> {
  const compiled = compileOrFail(exercise, text);
  if ('why' in compiled) return refused(compiled);
  const written = { exercise, text, mappings: compiled.mappings };
  const modules = { ...exercise.modules, [exercise.path]: compiled.code };
  const load = (console: object) =>
    link(modules, GIVEN, console, exercise.path)(exercise.test);
  return await runTests(written, load, tell);
}

/** The grader compiles where it does not run. */
export function compileOrFail(
  exercise: Runnable,
  text: string,
): Failure | { code: string; mappings: string } {
  try {
    return compileErasable(exercise.path, whole(exercise, text));
  } catch (error) {
    const position =
      error instanceof CompileError ? compileErrorIn(exercise, text, error) : null;
    const why = error instanceof CompileError ? error.why : null;
    return { why, message: messageOf(error), position };
  }
}
