/**
 * Which lines of loop/ each test runs, for the site: V8 counts, here and in every worker
 * and program that a test starts. Node strips the types of a file in place, so a position
 * in the code that ran is one in the source.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach } from 'vitest';
import { toRanges } from '../site/tests/ranges.ts';
import { linesRun, merge } from './lines-run.ts';

declare module 'vitest' {
  interface TaskMeta {
    lines?: Record<string, string>; // by file: `3-5 9`
  }
}

const LOOP = pathToFileURL('loop/').href;
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

// Workers and programs find this in their environment when they start, and write what
// they have run when they end.
const folder = mkdtempSync(join(tmpdir(), 'ioloop-coverage-'));
process.env.NODE_V8_COVERAGE = folder;

/** What this thread has run since it was asked last. */
function ownCounts(): Profiler.ScriptCoverage[] {
  let counts: Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    counts = result;
  });
  return counts;
}

function countsOfOthers(): Profiler.ScriptCoverage[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    // Half a file is of a program that is still at it, or was killed: it is not counted.
    return text.endsWith('}') ? JSON.parse(text).result : [];
  });
}

beforeEach(({ task, onTestFinished }) => {
  ownCounts(); // not this test's: the imports, what the hooks did
  // The first to be registered runs last, after the programs of the test have ended.
  onTestFinished(() => {
    const counts = [...ownCounts(), ...countsOfOthers()];
    const ours = counts.filter(({ url }) => url.startsWith(LOOP));
    const lines = Object.entries(merge(ours.map(linesRun)));
    task.meta.lines = Object.fromEntries(lines.map(([f, ns]) => [f, toRanges(ns)]));
  });
});

afterAll(() => {
  session.disconnect();
  rmSync(folder, { recursive: true });
});
