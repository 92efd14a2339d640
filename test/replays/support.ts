/** What the tests of the recorder share: the recordings of this build, and programs. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { readScenarios } from '../../site/replays/library.ts';
import { type Recorded, recordAll, recordOne } from '../../site/replays/recorder.ts';
import type { Recording } from '../../site/replays/recording.ts';

export const ROOT = process.cwd();

let all: ReturnType<typeof recordAll> | undefined;

/** Made once, kept in .generated/: the build takes them from there. */
export async function recordings(): Promise<Recorded[]> {
  all ??= recordAll(ROOT);
  return (await all).recorded;
}

export async function replay(slug: string): Promise<Recorded> {
  const found = (await recordings()).find((each) => each.slug === slug);
  if (!found) throw new Error(`${slug} was not recorded here`);
  return found;
}

/** Recorded just now, whatever is kept. */
export async function afresh(slug: string): Promise<Recording> {
  const scenario = readScenarios(ROOT).find((each) => each.slug === slug);
  if (!scenario) throw new Error(`No scenario ${slug}`);
  return await recordOne(ROOT, { id: slug, scenario, changed: [] });
}

/** A program in a file of its own, gone when the test ends; gives its path. */
export function program(text: string): string {
  mkdirSync('.generated', { recursive: true });
  const folder = mkdtempSync(resolve('.generated/program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'scenario.ts');
  writeFileSync(
    path,
    `import { IOLoop, SimulatedIOLoop } from '../../loop/index.ts';\n${text}`,
  );
  return path;
}

/** Where it has been, step by step: file and line. */
export const pathOf = ({ steps, files }: Recording): string[] =>
  steps.map(({ file, line, depth }) => `${files[file]}:${line} ${depth}`);

/** The names of what ran, in order. */
export const ranIn = ({ turns }: Recording): string[][] =>
  turns.map(({ callbacks, timeouts, handlers }) =>
    [...callbacks, ...timeouts, ...handlers].map(({ name }) => name),
  );

export const printedIn = ({ steps }: Recording): string =>
  steps.map(({ printed = '' }) => printed).join('');
