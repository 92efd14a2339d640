/** The playground: its samples, and the loop that a program there runs on. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { samples } from '../content/schemas/samples.ts';
import { readContent } from '../content/yaml.ts';
import { Bundler } from '../exercises/bundle.ts';
import { readerOf } from '../exercises/folder.ts';
import type { Pair } from '../ui/text.ts';
import { LIBRARY, type Modules, PROGRAM } from './play.ts';

const FOLDER = 'content/playground';

export interface Sample {
  readonly id: string;
  readonly title: Pair;
  readonly about: Pair;
  readonly text: string;
}

export function readSamples(root = process.cwd()): Sample[] {
  const read = readerOf(root);
  const path = `${FOLDER}/samples.yaml`;
  return readContent(path, read(path), samples).map((sample) => ({
    ...sample,
    text: read(`${FOLDER}/${sample.id}.ts`),
  }));
}

/** All modules that a program leads to, by path. */
export function playgroundModules(root = process.cwd()): Modules {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return new Bundler(read).bundle(LIBRARY, { path: PROGRAM, text: '' }, {});
}
