/** What texts may name: tests, notes, symbols, pages of the book. Is it there? */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { readSource } from '../../site/source/notes/symbols.ts';
import { titlesOf } from '../titles.ts';

const known = new Map<string, Set<string>>();

/** `test/loop/waker.test.ts: drains nothing without harm`, without the items it cites. */
export function isTest(cited: string): boolean {
  const [file = '', ...name] = cited.split(': ');
  const names = known.getOrInsertComputed(file, () => new Set(namesIn(file)));
  return names.has(name.join(': '));
}

function namesIn(file: string): string[] {
  if (!existsSync(file)) return [];
  return titlesOf(file).map((title) => title.replace(/\s*\[B[\d, B]+\]/g, ''));
}

/** `loop/core/poller.ts waitMilliseconds` */
export function isOurs(place: string): boolean {
  const [file = '', symbol = ''] = place.split(' ');
  if (!existsSync(file)) return false;
  const { symbols } = readSource(file, readFileSync(file, 'utf8'));
  return symbols.has(symbol);
}

export function noteIds(): Set<string> {
  const files = globSync('content/notes/**/*.yaml');
  const all = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return new Set([...all.matchAll(/^- id: (\S+)$/gm)].map(([, id = '']) => id));
}

/** The slugs of the chapters, or of the replays, that there are. */
const slugsOf = (kind: 'chapters' | 'replays'): string[] =>
  globSync(`content/${kind}/*/*.yaml`).map((file) =>
    (file.split('/').at(-2) ?? '').replace(/^\d+-/, ''),
  );

/** Those that are none, once all are written: until then nobody can tell. */
export function lostSlugs(
  kind: 'chapters' | 'replays',
  named: Iterable<string>,
): string[] {
  const all = slugsOf(kind);
  return all.length < 16
    ? []
    : [...new Set(named)].filter((slug) => !all.includes(slug));
}
