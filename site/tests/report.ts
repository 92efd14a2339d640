/** What a run of the tests leaves behind, for the tests page and for the last line. */

import { existsSync, readFileSync } from 'node:fs';

export interface TestOutcome {
  id: string; // for links: stable as long as file, suite and name are
  file: string;
  line: number;
  suite: string[];
  name: string;
  state: 'passed' | 'failed' | 'skipped';
  reason?: string; // why it was skipped
  ms: number;
  output: { stream: 'stdout' | 'stderr'; text: string }[];
  errors: { message: string; diff?: string; stack?: string }[];
  behaviour: number[]; // the items that its name cites: [B42]
  lines?: Record<string, string>; // that it runs, by file of loop/: `3-5 9`
}

export interface TestReport {
  node: string;
  kernel: string;
  platform: string;
  arch: string;
  commit: string;
  dirty: boolean; // the sources differ from the commit
  date: string; // ISO 8601
  ms: number;
  tests: TestOutcome[];
}

const listed = readFileSync('content/behaviours.yaml', 'utf8');

/** How many behaviours the reference lists; tests cite them as `[B42]`. */
export const BEHAVIOURS = [...listed.matchAll(/^ +- item: /gm)].length;

const MANY = 20;

/** The items of the behaviour list that a title cites: `… [B39, B42]`. */
export function behavioursIn(title: string): number[] {
  const cited = title.match(/\[B\d+(?:, ?B\d+)*\]/g) ?? [];
  const items = cited.flatMap((list) => list.match(/\d+/g) ?? []).map(Number);
  return [...new Set(items)];
}

export function readReport(path: string): TestReport | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/**
 * How many behaviours these tests have proved, by passing; and how many content/map.yaml
 * explains, because they cannot be had in Node, or not wholly.
 */
export function behaviourLine(tests: TestOutcome[], explained: number[]): string {
  const passed = tests.filter(({ state }) => state === 'passed');
  const covered = new Set(passed.flatMap(({ behaviour }) => behaviour));
  const all = Array.from({ length: BEHAVIOURS }, (_, index) => index + 1);
  const neither = all.filter((item) => !covered.has(item) && !explained.includes(item));
  const line =
    `${covered.size} of ${BEHAVIOURS} behaviours are covered by tests that passed, ` +
    `${explained.length} explained in content/map.yaml`;
  if (neither.length > MANY) return line; // only some of the tests have run
  return `${line}; ${neither.length === 0 ? 'none is' : neither.join(', ')} left out`;
}

/** The line that ends a run of the tests. */
export function summary(tests: TestOutcome[]): string {
  const count = (state: string) => tests.filter((test) => test.state === state).length;
  const line = `${count('passed')} passed, ${count('failed')} failed`;
  return count('skipped') > 0 ? `${line}, ${count('skipped')} skipped` : line;
}
