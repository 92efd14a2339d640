/** The tests of an exercise, one after the other, on modules that are compiled already. */

import {
  type Failure,
  LONGEST_LOG,
  type News,
  type Outcome,
  type Result,
} from '../exercise.ts';
import type { Claim } from './claim.ts';
import { failureOf, type Written } from './failure.ts';
import * as lesson from './lesson.ts';
import { Printed } from './printed.ts';
import * as testing from './testing.ts';
import { beginSuite, type Suite, type Test } from './testing.ts';

/** Modules that the tests import and that are not compiled again: these here. */
export const GIVEN: Readonly<Record<string, object>> = {
  'site/exercises/run/testing.ts': testing,
  'site/exercises/run/lesson.ts': lesson,
};

/**
 * `load` runs the module with the tests, which prints to the console it is given; `claimed`
 * is told all that each test has claimed, for one who judges again.
 */
export async function runTests(
  written: Written,
  load: (console: object) => unknown,
  tell: (news: News) => void,
  claimed: (index: number, claims: readonly Claim[]) => void = () => {},
): Promise<Outcome> {
  const printed = new Printed((line) => tell({ tell: 'printed', line }));
  const suite = beginSuite(written.exercise.tries);
  try {
    load(printed.console);
  } catch (error) {
    return refused(failureOf(error, written));
  }
  tell({ tell: 'tests', names: suite.tests.map(({ name }) => name) });
  const results: Result[] = [];
  for (const [index, test] of suite.tests.entries()) {
    tell({ tell: 'begins', index });
    const result = await runTest(test, suite, written, printed);
    results.push(result);
    claimed(index, suite.claims);
    tell({ tell: 'result', index, result });
  }
  const passed = results.length > 0 && results.every((result) => result.passed);
  return { passed, refused: null, results };
}

export const refused = (failure: Failure): Outcome => ({
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
  Object.assign(suite, { endings: [], turns: null, claims: [], broken: null });
  printed.begin();
  const thrown = await failureIn(body, suite, written);
  // Whatever the program has caught: a claim that did not hold does not hold.
  const failure = suite.broken ? failureOf(suite.broken, written) : thrown;
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
      failure ??= failureOf(error, written);
    }
  };
  await attempt(body);
  for (const ending of suite.endings) await attempt(ending);
  return failure;
}
