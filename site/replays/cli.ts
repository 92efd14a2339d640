/**
 * Records a program of the reader's own, for the player on /replays/own/:
 *
 *     npm run record -- my-scenario.ts
 *
 * Called by .ci/tasks.ts, which then serves it.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { Program } from './program.ts';
import { RecordingError, record } from './record.ts';
import type { Recording } from './recording.ts';
import { checked } from './schema.ts';
import { shownLines } from './shown-lines.ts';

/** The text of the program comes along: the site does not have it. */
export type Own = Recording & { sources: Record<string, string> };

export async function recordOwn(path: string, deadline?: number): Promise<Own> {
  if (!existsSync(path)) throw new RecordingError(`There is no file ${path}`);
  const root = process.cwd();
  const inProject = relative(root, resolve(path)).replaceAll('\\', '/');
  const isOutside = inProject.startsWith('..') || isAbsolute(inProject);
  const scenario = isOutside ? resolve(path) : inProject;
  const recording = await record({
    id: 'own',
    backEnd: '',
    program: new Program(root, scenario),
    ...shownLines([], []),
    ...(deadline && { deadline }),
  });
  return { ...checked(recording), sources: { [scenario]: readFileSync(path, 'utf8') } };
}

/** What was typed, and what to say when it cannot be done. */
async function main([path, to]: string[]): Promise<void> {
  if (!path || !to) throw new RecordingError('npm run record -- my-scenario.ts');
  console.log(`▸ Recording ${path} …`);
  const own = await recordOwn(path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, JSON.stringify(own));
  console.log(`▸ ${own.steps.length} steps, ${own.turns.length} turns of the loop`);
}

if (import.meta.filename === process.argv[1]) {
  await main(process.argv.slice(2)).catch((error) => {
    if (!(error instanceof RecordingError)) throw error;
    console.error(error.message);
    process.exit(1);
  });
}
