/** Of what the site and its tests are made: as long as that is the same, so are they. */

import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SITE = [
  '{site,content,loop}/**/*',
  'native/*.{cc,h,ts}',
  'test/**/*.ts',
  '{astro.config.mjs,package-lock.json,tsconfig.json,.devcontainer/*,vitest.config.ts}',
];

/** About 0.1 s for the whole project. */
export function hashOfInputs(...more: string[]): string {
  const hash = createHash('sha256')
    .update(process.version)
    .update(JSON.stringify(more));
  for (const path of globSync(SITE).sort()) {
    if (statSync(path).isFile()) hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
}

export function isStamped(path: string, hash: string): boolean {
  try {
    return readFileSync(path, 'utf8') === hash;
  } catch {
    return false; // the first time
  }
}

export function stamp(path: string, hash: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, hash);
}
