/**
 * Compresses what has not been compressed yet: node site/live/server/pack.ts FOLDER INTO
 *
 * Each file is kept under the hash of what is in it, so a page that a new build leaves as
 * it was costs nothing; and one that no page needs any more is thrown away.
 */

import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { extension, filesIn, hashOf } from './shelf.ts';

const TEXT = /\.(html|css|m?js|json|svg|txt|xml)$/;
const SMALL = 860; // bytes: below, a packet carries it as it is
const QUALITY = 5; // of 11: the last per cent would take fifty times as long

const brotli = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

const METHODS = { br: brotli, gzip: (bytes: Uint8Array) => gzipSync(bytes) };

/** Gives the number of files that are now there compressed. */
export function pack(folder: string, into: string): number {
  mkdirSync(into, { recursive: true });
  const needed = new Set<string>();
  for (const path of filesIn(folder).filter((path) => TEXT.test(path))) {
    const bytes = readFileSync(path);
    if (bytes.length < SMALL) continue;
    for (const [name, compress] of Object.entries(METHODS)) {
      const file = hashOf(bytes) + extension[name as keyof typeof METHODS];
      needed.add(file);
      if (!existsSync(join(into, file))) keep(join(into, file), compress(bytes));
    }
  }
  for (const file of readdirSync(into)) {
    if (!needed.has(file)) rmSync(join(into, file), { force: true });
  }
  return needed.size;
}

/** Written apart and moved: the server must never read half of it. */
function keep(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.${process.pid}`, bytes);
  renameSync(`${path}.${process.pid}`, path);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = 'dist', into = '.generated/packed'] = process.argv.slice(2);
  setPriority(10); // whatever else is to be done comes first
  console.log(`${pack(folder, into)} files`);
}
