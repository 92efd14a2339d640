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
 * that means, not what to type. A claim that does not hold fails its test for good, even
 * if the program catches what is thrown here.
 */

import type { Turn } from '../../score/turns.ts';
import type { TestName, Words } from '../exercise.ts';
import { type Claim, holds } from './claim.ts';
import { copyOf, type Plain, textOf } from './copy.ts';

export { Lesson } from './lesson.ts';

export interface Test {
  readonly name: TestName;
  readonly body: () => unknown;
}

/** One run's tests, and what the one that is running has left for afterwards. */
export class Suite {
  readonly tests: Test[] = [];
  endings: (() => unknown)[] = [];
  turns: (() => readonly Turn[]) | null = null;
  claims: Claim[] = [];
  broken: Mismatch | null = null;
  readonly tries: number;

  constructor(tries = 0) {
    this.tries = tries;
  }
}

let suite = new Suite();

/** From now on all below belongs to a new run. */
export function beginSuite(tries = 0): Suite {
  suite = new Suite(tries);
  return suite;
}

/** How often the student has run this exercise before. */
export const tries = (): number => suite.tries;

export function test(name: TestName, body: () => unknown): void {
  suite.tests.push({ name, body });
}

/** Thrown where a claim does not hold. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
  readonly why: Words | null;
  readonly expected: Plain;
  readonly actual: Plain;

  constructor(why: Words | null, expected: Plain, actual: Plain) {
    super('The value is another one');
    this.why = why;
    this.expected = expected;
    this.actual = actual;
  }
}

export interface Expectation {
  /** Of what is not an object. */
  toBe(expected: string | number | boolean | null | undefined): void;
  toEqual(expected: unknown): void;
  toBeLessThanOrEqual(most: number): void;
}

/** `why` is told when what follows does not hold. */
export function expect(value: unknown, why: Words | null = null): Expectation {
  const actual = copyOf(value);
  const claim = (how: Claim[0], wanted: unknown) => {
    const expected = copyOf(wanted);
    const made: Claim = [how, textOf(actual), textOf(expected)];
    suite.claims.push(made);
    if (holds(made)) return;
    const shown = how === 'atMost' ? `<= ${textOf(expected)}` : expected;
    const mismatch = new Mismatch(why, shown, actual);
    suite.broken ??= mismatch;
    throw mismatch;
  };
  return {
    toBe: (wanted) => claim('same', wanted),
    toEqual: (wanted) => claim('same', wanted),
    toBeLessThanOrEqual: (most) => claim('atMost', most),
  };
}

/** Called when the test is over, however it went; the last one first. */
export function onTestFinished(ending: () => unknown): void {
  suite.endings.unshift(ending);
}

/** The turns to show with the result: those of the loop that the test is about. */
export function showTurns(turns: () => readonly Turn[]): void {
  suite.turns = turns;
}
