/** The texts that the gate needs, read from disk. */

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEDGER_PATH, NOTES_FOLDER } from './paths.ts';

/** Texts by path from the root of the project. */
export interface Project {
  sources: Record<string, string>;
  notes: Record<string, string>;
  ledger: string;
}

export async function readProject(root: string): Promise<Project> {
  const notes = await readAll(root, [`${NOTES_FOLDER}**/*.yaml`]);
  const { [LEDGER_PATH]: ledger = '', ...rest } = notes;
  const sources = await readAll(root, ['loop/**/*.ts', 'native/*.{cc,h,ts}']);
  return { sources, notes: rest, ledger };
}

async function readAll(
  root: string,
  patterns: string[],
): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const paths = await Array.fromAsync(glob(patterns, { cwd: root }));
  for (const path of paths.sort()) {
    texts[path.replaceAll('\\', '/')] = await readFile(join(root, path), 'utf8');
  }
  return texts;
}
