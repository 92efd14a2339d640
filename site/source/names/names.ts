/** The names of each file, worked out once for each state of the sources, then kept. */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { sources } from '../sources.ts';
import { extract, type FileNames } from './extract.ts';

export type { Meaning, Place } from './extract.ts';

import text from './extract.ts?raw';

const CACHE = '.generated/names.json';
const files = [...sources.keys()].filter((file) => file.endsWith('.ts')).sort();

const hash = createHash('sha256').update(ts.version).update(text);
for (const file of files) hash.update(file).update(sources.get(file) ?? '');
const wanted = hash.digest('hex');

type Cached = { hash: string; names: [string, FileNames][] };

function cached(): Map<string, FileNames> | undefined {
  try {
    const found = JSON.parse(readFileSync(CACHE, 'utf8')) as Cached;
    return found.hash === wanted ? new Map(found.names) : undefined;
  } catch {
    return undefined; // the first time
  }
}

function worked(): Map<string, FileNames> {
  const names = extract(files);
  mkdirSync('.generated', { recursive: true });
  const cache: Cached = { hash: wanted, names: [...names] };
  writeFileSync(CACHE, JSON.stringify(cache));
  return names;
}

const all = cached() ?? worked();

export const namesIn = (file: string): FileNames =>
  all.get(file) ?? { names: [], meanings: [] };
