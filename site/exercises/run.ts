/**
 * Runs the tests of an exercise on what a student has written. The same in a browser and
 * in Node, on the simulated poller: instant, and the same every time. What it cannot do
 * is to end a program that never ends: its caller puts it in a worker, ends that after
 * `TIME_LIMIT`, and knows from the news which test it was.
 */

import { CompileError, compileErasable } from './compile.ts';
import { compileErrorIn, whole } from './excerpt.ts';
import {
  type Failure,
  LONGEST_LOG,
  type News,
  type Outcome,
  type Result,
  type Runnable,
} from './exercise.ts';
import { failureOf, messageOf, type Written } from './failure.ts';
import * as lesson from './lesson.ts';
import { link } from './link.ts';
import { Printed } from './printed.ts';
import * as testing from './testing.ts';
import { beginSuite, type Suite, type Test } from './testing.ts';

/** Modules that the tests import and that are not compiled again: these here. */
export const GIVEN: Readonly<Record<string, object>> = {
  'site/exercises/testing.ts': testing,
  'site/exercises/lesson.ts': lesson,
};

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
  const printed = new Printed((line) => tell({ tell: 'printed', line }));
  const suite = beginSuite();
  const modules = { ...exercise.modules, [exercise.path]: compiled.code };
  try {
    link(modules, GIVEN, printed.console)(exercise.test);
  } catch (error) {
    return refused(failureOf(error, null, written));
  }
  return await runAll(suite, written, printed, tell);
}

async function runAll(
  suite: Suite,
  written: Written,
  printed: Printed,
  tell: (news: News) => void,
): Promise<Outcome> {
  tell({ tell: 'tests', names: suite.tests.map(({ name }) => name) });
  const results: Result[] = [];
  for (const [index, test] of suite.tests.entries()) {
    tell({ tell: 'begins', index });
    const result = await runTest(test, suite, written, printed);
    results.push(result);
    tell({ tell: 'result', index, result });
  }
  const passed = results.length > 0 && results.every((result) => result.passed);
  return { passed, refused: null, results };
}

function compileOrFail(
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

const refused = (failure: Failure): Outcome => ({
  passed: false,
  refused: failure,
  results: [],
});

async function runTest(
  { name, body }: Test,
  suite: Suite,
  written: Written,
  printed: Printed,
): Promise<Result> {
  Object.assign(suite, { endings: [], turns: null, why: null });
  printed.take();
  const failure = await failureIn(body, suite, written);
  // Of a run that is to be predicted, the log is the answer.
  const secret = failure !== null && written.exercise.kind === 'predict';
  const turns = secret ? [] : (suite.turns?.() ?? []);
  return {
    name,
    passed: failure === null,
    failure,
    printed: printed.take(),
    turns: turns.slice(0, LONGEST_LOG),
    turnCount: turns.length,
  };
}

/** The first thing that goes wrong, in the test or in what it has left for its end. */
async function failureIn(
  body: () => unknown,
  suite: Suite,
  written: Written,
): Promise<Failure | null> {
  let failure: Failure | null = null;
  const attempt = async (step: () => unknown) => {
    try {
      await step();
    } catch (error) {
      failure ??= failureOf(error, suite.why, written);
    }
  };
  await attempt(body);
  suite.why = null;
  for (const ending of suite.endings) await attempt(ending);
  return failure;
}
