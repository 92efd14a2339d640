/** Lines and tests know each other: which test of this build ran which line. */

import { readSource } from '../source/notes/symbols.ts';
import { sources } from '../source/sources.ts';
import { fromRanges } from './ranges.ts';
import { run, type Test } from './tests.ts';

const ranBy = new Map<string, Map<number, Test[]>>();

for (const test of run?.tests ?? []) {
  for (const [file, ranges] of Object.entries(test.lines ?? {})) {
    const lines = ranBy.getOrInsertComputed(file, () => new Map());
    for (const n of fromRanges(ranges))
      lines.getOrInsertComputed(n, () => []).push(test);
  }
}

/** TypeScript of the loop, where the tests ran: V8 does not count lines of C++. */
export const measured = (file: string): boolean =>
  ranBy.size > 0 && file.startsWith('loop/') && file.endsWith('.ts');

const executable = new Map<string, Set<number>>();

function isExecutable(file: string, n: number): boolean {
  const read = () => new Set(readSource(file, sources.get(file) ?? '').executable());
  return executable.getOrInsertComputed(file, read).has(n);
}

/** The tests that ran a line; nothing for a line that cannot run. */
export function testsOf(file: string, n: number): Test[] | undefined {
  if (!measured(file) || !isExecutable(file, n)) return undefined;
  return ranBy.get(file)?.get(n) ?? [];
}

/** What the page of a file asks for when a line is opened. Tests are named once. */
export interface Evidence {
  tests: [id: string, name: string, file: string, state: Test['state']][];
  lines: Record<string, number[]>; // line to places in `tests`
}

export function evidenceOf(file: string): Evidence {
  const lines = [...(ranBy.get(file) ?? [])].filter(([n]) => isExecutable(file, n));
  const tests = [...new Set(lines.flatMap(([, ran]) => ran))].sort(byReach);
  const place = new Map(tests.map((test, i) => [test, i]));
  return {
    tests: tests.map(({ id, name, file: where, state }) => [id, name, where, state]),
    lines: Object.fromEntries(lines.map(([n, ran]) => [n, placesOf(ran)])),
  };

  function placesOf(ran: Test[]): number[] {
    return ran.map((test) => place.get(test) as number).sort((a, b) => a - b);
  }
}

/** A test that runs little is about that little: it comes before one that runs all. */
function byReach(a: Test, b: Test): number {
  return reach(a) - reach(b);
}

function reach({ lines = {} }: Test): number {
  return Object.values(lines).join(' ').length;
}

/** How many executable lines of a file some test ran, of how many. */
export function shareRun(file: string): { ran: number; of: number } {
  const lines = sources.get(file)?.split('\n') ?? [];
  const found = lines.map((_, i) => testsOf(file, i + 1)).filter((ran) => ran);
  return { ran: found.filter((ran) => ran?.length).length, of: found.length };
}
