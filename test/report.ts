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

/** How many behaviours the reference lists; tests cite them as `[B42]`. */
export const BEHAVIOURS = 173;

/** The items of the behaviour list that a title cites: `… [B39, B42]`. */
export function behavioursIn(title: string): number[] {
  const cited = title.match(/\[B\d+(?:, ?B\d+)*\]/g) ?? [];
  const items = cited.flatMap((list) => list.match(/\d+/g) ?? []).map(Number);
  return [...new Set(items)];
}

export function readReport(path: string): TestReport | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** The line that ends a run of the tests. */
export function summary(tests: TestOutcome[]): string {
  const count = (state: string) => tests.filter((test) => test.state === state).length;
  const line = `${count('passed')} passed, ${count('failed')} failed`;
  return count('skipped') > 0 ? `${line}, ${count('skipped')} skipped` : line;
}
