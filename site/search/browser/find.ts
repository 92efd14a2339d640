/** The index, made from the list of documents, and what is found in it. */

import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { Pair } from '../../ui/text.ts';
import type { Entry } from '../search.ts';
import { KINDS, type Kind } from './kinds.ts';
import { askedFor, isHan, termsOf } from './terms.ts';

export interface Hit {
  entry: Entry;
  /** The terms by which it was found, as they stand in its text. */
  terms: ReadonlySet<string>;
}

export type Find = (query: string) => Hit[];

/** It can be asked before all is in the index: what explains is there at once. */
export interface Finder {
  find: Find;
  complete: Promise<void>;
}

const AT_ONCE: readonly Kind[] = [
  'question',
  'term',
  'chapter',
  'file',
  'replay',
  'exercise',
  'page',
];

const EXACT = 8; // who types a name in full wants what has that name
const ENOUGH = 2 / 3; // of the words of a question, if nothing has them all

const same = (term: string): string => term;

const OPTIONS: SearchOptions = {
  tokenize: askedFor,
  processTerm: same,
  boost: { name: 3, words: 3, in: 0.4 },
  prefix: (term) => (isHan(term) ? term.length === 1 : term.length > 1),
  fuzzy: (term) => !isHan(term) && term.length > 4 && 0.2,
  maxFuzzy: 2,
  weights: { prefix: 0.4, fuzzy: 0.2 },
};

/** The name of a place may be in both languages: it is found by either. */
function textIn(entry: Entry, field: string): string {
  const value = (entry as unknown as Record<string, string | Pair | undefined>)[field];
  return typeof value === 'object' ? `${value.zh} ${value.en}` : (value ?? '');
}

export function finder(entries: readonly Entry[]): Finder {
  const index = new MiniSearch<Entry & { id: number }>({
    fields: ['name', 'words', 'zh', 'en', 'in'],
    tokenize: termsOf,
    processTerm: same,
    extractField: textIn,
  });
  const documents = entries.map((entry, id) => ({ ...entry, id }));
  const isFirst = ({ kind }: Entry): boolean => AT_ONCE.includes(kind);
  index.addAll(documents.filter(isFirst));
  const others = documents.filter((entry) => !isFirst(entry));
  const complete = index.addAllAsync(others, { chunkSize: 100 }); // questions in between

  const search = (query: string, combineWith: 'AND' | 'OR'): SearchResult[] =>
    index.search(query, { ...OPTIONS, combineWith, boostDocument: weigh(query) });

  /** As many times over as its kind and its name are worth. */
  function weigh(query: string): (id: number) => number {
    const asked = bare(query);
    return (id) => {
      const { kind, name = '' } = entries[id] as Entry;
      return KINDS[kind].weight * (namesOf(name).includes(asked) ? EXACT : 1);
    };
  }

  const hitOf = ({ id, terms }: SearchResult): Hit => ({
    entry: entries[id] as Entry,
    terms: new Set(terms),
  });

  const find = (query: string): Hit[] => {
    const all = search(query, 'AND');
    if (all.length > 0) return namedFirst(all.map(hitOf), query);
    const enough = Math.ceil(askedFor(query).length * ENOUGH);
    const most = search(query, 'OR').filter(
      ({ queryTerms }) => new Set(queryTerms).size >= enough,
    );
    return most.map(hitOf);
  };
  return { find, complete };
}

const NAMED: readonly Kind[] = ['term', 'chapter', 'replay', 'exercise']; // in this order

/** Who asks for a term wants its meaning, then what is called so, then all else. */
function namedFirst(hits: Hit[], query: string): Hit[] {
  const asked = bare(query);
  const rank = ({ entry: { kind, names = [] } }: Hit): number =>
    names.some((name) => bare(name) === asked) ? NAMED.indexOf(kind) : NAMED.length;
  return hits.toSorted((a, b) => rank(a) - rank(b));
}

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/[#_\s()-]/g, '');

/** `IOLoop.addCallback` also goes by `addCallback`, `loop/node/waker.ts` by `waker.ts`, `waker`. */
function namesOf(name: string): string[] {
  const short = name.split(/[/.:]+(?=[^/]*$)/);
  const base = name.split('/').at(-1) ?? name;
  return [name, base, ...short.slice(1), base.split('.')[0] ?? ''].map(bare);
}

export interface Group {
  kind: Kind;
  count: number;
  hits: Hit[]; // the best of them
}

const MOST = 100; // of a kind; who needs more of them asks for less

/** By kind, the kind of the best hit first. */
export function grouped(hits: readonly Hit[]): Group[] {
  const groups = Map.groupBy(hits, ({ entry }) => entry.kind);
  return [...groups].map(([kind, all]) => {
    return { kind, count: all.length, hits: all.slice(0, MOST) };
  });
}
