/** A copy of the project in a folder of its own: to be broken, or built differently. */

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const PARTS = [
  'site',
  'content',
  'loop',
  'test',
  'package.json',
  'tsconfig.json',
  'astro.config.mjs',
  '.devcontainer',
  '.generated/names.json',
  '.generated/replays',
];

/** Gone when the test ends. Without the addon, and without results of tests. */
export function copyOfProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'ioloop-copy-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, '.generated'));
  for (const part of PARTS) cpSync(part, join(root, part), { recursive: true });
  const filter = (path: string) => !path.startsWith('native/build/');
  cpSync('native', join(root, 'native'), { recursive: true, filter });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

export const ASTRO = resolve('node_modules/astro/bin/astro.mjs');

/** Not vitest's environment, by which vite would think that it is a test. */
export const PLAIN_ENV = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  ASTRO_TELEMETRY_DISABLED: '1',
};
