/**
 * What the test of an exercise is written with.
 *
 *     import { expect, test } from '../../../site/exercises/run/testing.ts';
 *
 *     test({ zh: '…', en: '…', behaviour: [39] }, () => {
 *       expect(order, { zh: '…', en: '…' }).toEqual(['a', 'b']);
 *     });
 *
 * The words beside a value are for the student whose program has another: they say what
 * that means, not what to type.
 */

import {
  type Assertion,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect';
import type { Turn } from '../../score/turns.ts';
import type { TestName, Words } from '../exercise.ts';
import { holdsMatcher } from './matchers.ts';

export { Lesson } from './lesson.ts';

// Where vitest runs, chai has the matchers already, and would mix them up if given twice.
if (!('toEqual' in chai.Assertion.prototype)) {
  for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) {
    chai.use(plugin);
  }
}
chai.config.truncateThreshold = 0;

export interface Test {
  readonly name: TestName;
  readonly body: () => unknown;
}

/** One run's tests, and what the one that is running has left for afterwards. */
export class Suite {
  readonly tests: Test[] = [];
  endings: (() => unknown)[] = [];
  turns: (() => readonly Turn[]) | null = null;
  /** What was said beside the value that was looked at last. */
  why: Words | null = null;
}

let suite = new Suite();

/** From now on all below belongs to a new run. */
export function beginSuite(): Suite {
  suite = new Suite();
  return suite;
}

export function test(name: TestName, body: () => unknown): void {
  suite.tests.push({ name, body });
}

/** `why` is told when what follows does not hold. */
export function expect<T>(actual: T, why: Words | null = null): Assertion<void, T> {
  suite.why = why;
  if (holdsMatcher(actual))
    throw new TypeError('A value that says what it is equal to');
  return chai.expect(actual) as unknown as Assertion<void, T>;
}

/** Called when the test is over, however it went; the last one first. */
export function onTestFinished(ending: () => unknown): void {
  suite.endings.unshift(ending);
}

/** The turns to show with the result: those of the loop that the test is about. */
export function showTurns(turns: () => readonly Turn[]): void {
  suite.turns = turns;
}
