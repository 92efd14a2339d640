/** Recordings that were made are kept, each under the hash of all that it depends on. */

import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { Recording } from './recording.ts';

const FOLDER = '.generated/replays';
const CODE = [
  'loop/**/*.ts',
  'native/*.{cc,h,ts}',
  'site/replays/inside/*.ts',
  'site/score/turns.ts',
];
const MAKERS = [
  'assemble',
  'phase',
  'program',
  'record',
  'shown-lines',
  'turns',
  'twin',
];

/** Of what all recordings depend on. */
export function hashOfCode(root: string): string {
  const hash = createHash('sha256').update(process.version).update(process.platform);
  hash.update(release());
  const makers = MAKERS.map((name) => `site/replays/${name}.ts`);
  const files = [...globSync(CODE, { cwd: root }).sort(), ...makers];
  for (const file of files.filter((file) => !file.startsWith('loop/examples/'))) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

export function hashOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

interface Kept {
  hash: string;
  recording: Recording;
}

/** Nothing if there is none, or it was made of something else; without a hash, any. */
export function kept(
  root: string,
  id: string,
  hash: string | undefined,
): Recording | undefined {
  try {
    const found = JSON.parse(readFileSync(pathOf(root, id), 'utf8')) as Kept;
    return found.hash === (hash ?? found.hash) ? found.recording : undefined;
  } catch {
    return undefined; // the first time
  }
}

/** Written apart and moved: a build beside this one must never read half of it. */
export function keep(root: string, hash: string, recording: Recording): void {
  mkdirSync(join(root, FOLDER), { recursive: true });
  const path = pathOf(root, recording.id);
  const apart = `${path}.${process.pid}`;
  writeFileSync(apart, JSON.stringify({ hash, recording } satisfies Kept));
  renameSync(apart, path);
}

const pathOf = (root: string, id: string) => join(root, FOLDER, `${id}.json`);
