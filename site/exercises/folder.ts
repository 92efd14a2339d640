/** A folder of content/exercises/, read. Whatever is wrong with it is an error here. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Described, exercise } from '../content/schemas/exercise.ts';
import { readContent } from '../content/yaml.ts';
import { LANGS, type Pair } from '../ui/text.ts';

const EXERCISES = 'content/exercises';

export interface Folder extends Described {
  /** `content/exercises/04-starved-socket` */
  readonly path: string;
  /** Its place in the order of reading. */
  readonly number: number;
  readonly slug: string;
  readonly brief: Pair;
  readonly shown: readonly { readonly name: string; readonly text: string }[];
}

export type ReadText = (path: string) => string;

export const readerOf =
  (root: string): ReadText =>
  (path) =>
    readFileSync(join(root, path), 'utf8');

/** All of them, in the order of reading. */
export function readFolders(root: string): Folder[] {
  return readdirSync(join(root, EXERCISES))
    .filter((name) => /^\d\d-/.test(name))
    .sort()
    .map((name) => readFolder(root, name));
}

function readFolder(root: string, name: string): Folder {
  const path = `${EXERCISES}/${name}`;
  const read = readerOf(root);
  const file = `${path}/exercise.yaml`;
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing`);
  const described = readContent(file, read(file), exercise);
  const [zh, en] = LANGS.map((lang) => briefIn(read(`${path}/${lang}.md`), path));
  return {
    ...described,
    path,
    number: Number(name.slice(0, 2)),
    slug: name.slice(3),
    brief: { zh: zh as string, en: en as string },
    shown: described.shows.map((name) => ({
      name,
      text: read(`${path}/${name}`),
    })),
  };
}

function briefIn(text: string, path: string): string {
  if (text.trim() === '') throw new Error(`${path} has an empty brief`);
  return text;
}
