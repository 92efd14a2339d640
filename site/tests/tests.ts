/** What the tests of this build said: written by the test run, read here, never typed in. */

import { readReport, type TestOutcome, type TestReport } from './report.ts';

export type Test = TestOutcome;
export type Suite = { path: string[]; tests: Test[] };
export type TestFile = { file: string; suites: Suite[]; tests: Test[] };

export { BEHAVIOURS } from './report.ts';

/** Null until the tests have run in this checkout. */
export const run = readReport('.generated/tests.json');

const tests = run?.tests ?? [];

export const count = (state: Test['state'], among: Test[] = tests): number =>
  among.filter((test) => test.state === state).length;

/** The behaviours that some test of this run names. */
export const cited: ReadonlySet<number> = new Set(
  tests.flatMap(({ behaviour }) => behaviour),
);

const firstCiting = new Map(
  tests.toReversed().flatMap((test) => test.behaviour.map((item) => [item, test.id])),
);

/** The first test that names a behaviour carries its anchor, `B42`. */
export const anchorsOf = (test: Test): number[] =>
  test.behaviour.filter((item) => firstCiting.get(item) === test.id);

/** `test/loop/waker.test.ts` → `loop/waker`: where its page is. */
export const pageOf = (file: string): string =>
  file.replace(/^test\/|\.test\.ts$/g, '');

/** By file, the loop's own first; then by suite, in the order of the run. */
export function byFile(): TestFile[] {
  const ofLoop = ({ file }: Test) => file.startsWith('test/loop/');
  const sorted = [...tests.filter(ofLoop), ...tests.filter((test) => !ofLoop(test))];
  const files = Map.groupBy(sorted, ({ file }) => file);
  return [...files].map(([file, own]) => ({ file, tests: own, suites: bySuite(own) }));
}

function bySuite(own: Test[]): Suite[] {
  const suites = Map.groupBy(own, ({ suite }) => suite.join('\n'));
  return [...suites.values()].map((tests) => ({ path: tests[0]?.suite ?? [], tests }));
}

/** `412 ms`, `3.2 s`: the unit after a narrow space that does not break. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)}\u202fs`;
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)}\u202fms`;
}

/** `1a2b3c4`, with a `+` if the sources held changes; empty where there is no git. */
export function commitOf({ commit, dirty }: TestReport): string {
  return /^[0-9a-f]{7,}$/.test(commit) ? commit.slice(0, 7) + (dirty ? '+' : '') : '';
}

/** A name without the items it cites: those stand at the end of the line. */
export const plainName = ({ name }: Test): string =>
  name.replace(/\s*\[B[\d, B]+\]/g, '');

/** Where it went wrong in the project itself; the frames of the test runner are noise. */
export function ownFrames(stack = ''): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .filter((line) => !/node_modules|node:|<anonymous>/.test(line))
    .join('\n');
}
