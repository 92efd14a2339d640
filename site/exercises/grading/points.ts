/** From what a run has said to points. */

import type { Failure, TestName, Words } from '../exercise.ts';
import type { Ended } from './child-process.ts';

export const FULL = 10; // points for an exercise

export type Status = 'solved' | 'part' | 'failed' | 'untouched' | 'missing';

export interface GradedTest {
  readonly name: TestName;
  readonly passed: boolean;
  readonly failure: Failure | null;
  readonly printed: readonly string[];
}

export interface Graded {
  readonly slug: string;
  readonly status: Status;
  readonly points: number;
  readonly passed: number;
  readonly total: number;
  /** Why there is nothing to say of single tests. */
  readonly why: Failure | null;
  readonly tests: readonly GradedTest[];
}

/** What is known of an exercise before anybody has handed it in. */
export interface Key {
  readonly slug: string;
  readonly names: readonly TestName[];
  /** How many tests pass at the start already: no points for those. */
  readonly atStart: number;
}

export const nothing = ({ slug, names }: Key, status: Status): Graded => ({
  slug,
  status,
  points: 0,
  passed: 0,
  total: names.length,
  why: null,
  tests: [],
});

export function grade(key: Key, ended: Ended): Graded {
  if ('died' in ended) return fail(key, failure(ended.died));
  const { answer } = ended;
  if (answer.refused) return fail(key, answer.refused);
  if (answer.names.length === 0 || (answer.ended && answer.tooLong))
    return fail(key, failure(TOO_LONG));
  const tests = key.names.map((name, i): GradedTest => {
    const result = answer.results[i];
    // Tests are known by name: what says that it passed others has passed none.
    if (result?.name.en === name.en) return { ...result, name };
    const first = i === answer.results.length;
    const why = !first ? NOT_RUN : answer.tooLong ? TOO_LONG : NEVER;
    return { name, passed: false, failure: failure(why), printed: [] };
  });
  return pointsFor(key, tests);
}

function pointsFor(key: Key, tests: readonly GradedTest[]): Graded {
  const { slug, names, atStart } = key;
  const passed = tests.filter((test) => test.passed).length;
  const total = names.length;
  const share = Math.max(0, passed - atStart) / Math.max(1, total - atStart);
  const points = passed === total ? FULL : Math.floor(share * FULL);
  const status = passed === total ? 'solved' : points > 0 ? 'part' : 'failed';
  return { slug, status, points, passed, total, why: null, tests };
}

function fail(key: Key, why: Failure): Graded {
  return { ...nothing(key, 'failed'), why };
}

const failure = (why: Words): Failure => ({ why, message: why.en, position: null });

const TOO_LONG: Words = {
  zh: '跑了 2 秒还没有结束，被终止了：多半有一个循环走不到头。',
  en: 'Ended after 2 s: most likely there is a loop that never comes to its end.',
};
const NEVER: Words = {
  zh: '没有结束：它在等一个谁也不会完成的 Promise。',
  en: 'Not ended: it waits for a promise that nobody will resolve.',
};
const NOT_RUN: Words = {
  zh: '前面的测试没有结束，这一个没有运行。',
  en: 'Not run: the test before it did not end.',
};
