/** What Node is to run for an id. Null for an id that nothing in this project has. */

import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { readReport } from '../../tests/report.ts';
import type { Wanted } from '../link.ts';

const MEMORY = '--max-old-space-size=256'; // MB
const VITEST = 'node_modules/vitest/vitest.mjs';

export function commandOf({ kind, id }: Wanted): string[] | null {
  if (kind === 'test') return testOf(id);
  const file = kind === 'example' ? exampleOf(id) : replayOf(id);
  return file ? [MEMORY, file, ...(kind === 'example' ? argumentsOf(file) : [])] : null;
}

function exampleOf(id: string): string | undefined {
  const files = globSync('loop/examples/*.ts').filter((file) => !/listen/.test(file));
  return files.find((file) => basename(file, '.ts') === id);
}

/** A server takes any port that is free: the usual one may be somebody else's. */
function argumentsOf(file: string): string[] {
  return /-server/.test(file) ? ['--port', '0'] : [];
}

function replayOf(id: string): string | undefined {
  const files = globSync('content/replays/*/scenario.ts');
  return files.find((file) => file.split(/[\\/]/).at(-2)?.replace(/^\d+-/, '') === id);
}

/** `test/loop/waker.test.ts:12`, if the last run of the tests knows it. */
function testOf(id: string): string[] | null {
  const tests = readReport('.generated/tests.json')?.tests ?? [];
  const test = tests.find(({ file, line }) => `${file}:${line}` === id);
  if (!test || !existsSync(test.file)) return null;
  return [VITEST, 'run', '--project', '!site', `${test.file}:${test.line}`];
}
