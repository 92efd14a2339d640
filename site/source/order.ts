/** The order in which the files are read: the table of contents, from one YAML list. */

import text from '../../content/reading-order.yaml?raw';
import {
  type Listed,
  matches,
  readingOrder,
} from '../content/schemas/reading-order.ts';
import { readContent } from '../content/yaml.ts';
import type { Pair } from '../ui/text.ts';
import { sources } from './sources.ts';

export type Entry = Listed & { number: string; short: string };

const NOT_LISTED: Pair = {
  zh: '还没有排进阅读顺序。',
  en: 'Not yet given a place in the reading order.',
};

const list = readContent(
  'content/reading-order.yaml',
  text,
  readingOrder(sources.keys()),
);
const named = new Set(list.map(({ file }) => file));

/** Listed files that exist, then the ones that nobody has listed yet. */
function entries(): Listed[] {
  const listed = list.flatMap(expand);
  const known = new Set(listed.map(({ file }) => file));
  const rest = [...sources.keys()].filter((file) => !known.has(file)).sort();
  return [...listed, ...rest.map((file) => ({ file, ...NOT_LISTED }))];
}

/** `loop/examples/*.ts` stands for every file there that is not listed by name. */
function expand(entry: Listed): Listed[] {
  if (named.has(entry.file) && sources.has(entry.file)) return [entry];
  const found = [...sources.keys()].filter(
    (file) => matches(entry.file, file) && !named.has(file),
  );
  return found.sort().map((file) => ({ ...entry, file }));
}

export const order: Entry[] = entries().map((entry, i) => ({
  ...entry,
  number: String(i + 1).padStart(2, '0'),
  short: entry.file.replace(/^loop\//, ''),
}));
