/** From a built site to a folder that any static server, or a USB stick, can hold. */

import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { relativePage } from './relative.ts';

const beside = (file: string) =>
  fileURLToPath(new URL(`./put-in/${file}`, import.meta.url));
const PUT_IN = ['README.txt', 'serve.mjs', 'bundle.js'];

/** Gives the number of pages. What was in `to` before is gone. */
export function bundle(from: string, to: string, base = '/'): number {
  rmSync(to, { recursive: true, force: true });
  const files = filesIn(from);
  for (const file of files) {
    mkdirSync(join(to, dirname(file)), { recursive: true });
    const path = join(from, file);
    const at = join(to, file);
    if (file.endsWith('.html'))
      writeFileSync(at, relativePage(readFileSync(path, 'utf8'), file, base));
    else copyFileSync(path, at);
  }
  for (const file of PUT_IN) copyFileSync(beside(file), join(to, file));
  return files.filter((file) => file.endsWith('.html')).length;
}

/** Folders may have names like files: `zh/source/native/addon.cc/`. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .map((file) => file.replaceAll('\\', '/'));
}
