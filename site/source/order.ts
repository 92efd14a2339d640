/** The order in which the files are read: the table of contents, from one YAML list. */

import { parse } from 'yaml';
import text from '../../content/reading-order.yaml?raw';
import type { Concept, Stave } from '../ui/concepts.ts';
import type { Pair } from '../ui/text.ts';
import { sources } from './sources.ts';

/** A place in a file: a symbol, or a line that contains `quote`. */
export type Place = { symbol?: string; quote?: string };
export type SectionEntry = Place & Pair & { id: string };
export type StaveEntry = { quote: string; concept: Stave };

type Listed = Pair & {
  file: string;
  about?: Concept;
  words?: string[]; // other names for it, for the search
  sections?: SectionEntry[];
  staves?: StaveEntry[];
};

export type Entry = Listed & { number: string; short: string };

const NOT_LISTED: Pair = {
  zh: '还没有排进阅读顺序。',
  en: 'Not yet given a place in the reading order.',
};

const list = parse(text) as Listed[];
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
  if (!entry.file.includes('*')) return sources.has(entry.file) ? [entry] : [];
  const [start = '', end = ''] = entry.file.split('*');
  const found = [...sources.keys()].filter(
    (file) => file.startsWith(start) && file.endsWith(end) && !named.has(file),
  );
  return found.sort().map((file) => ({ ...entry, file }));
}

export const order: Entry[] = entries().map((entry, i) => ({
  ...entry,
  number: String(i + 1).padStart(2, '0'),
  short: entry.file.replace(/^loop\//, ''),
}));
