/** The index, made in the browser from the list of documents, and what is found in it. */

import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { Entry } from '../search.ts';
import { KINDS, type Kind } from './kinds.ts';
import { askedFor, isHan, termsOf } from './terms.ts';

export interface Hit {
  entry: Entry;
  /** The terms by which it was found, as they stand in its text. */
  terms: ReadonlySet<string>;
}

export type Find = (query: string) => Hit[];

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

export async function finder(entries: readonly Entry[]): Promise<Find> {
  const index = new MiniSearch<Entry & { id: number }>({
    fields: ['name', 'words', 'zh', 'en', 'in'],
    tokenize: termsOf,
    processTerm: same,
  });
  const documents = entries.map((entry, id) => ({ ...entry, id }));
  await index.addAllAsync(documents, { chunkSize: 250 }); // typing goes on meanwhile

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

  return (query) => {
    const all = search(query, 'AND');
    if (all.length > 0) return all.map(hitOf);
    const enough = Math.ceil(askedFor(query).length * ENOUGH);
    const most = search(query, 'OR').filter(
      ({ queryTerms }) => new Set(queryTerms).size >= enough,
    );
    return most.map(hitOf);
  };
}

const bare = (name: string): string => name.toLowerCase().replace(/[#_\s()]/g, '');

/** `IOLoop.addCallback` also goes by `addCallback`, `loop/node/waker.ts` by `waker.ts`, `waker`. */
function namesOf(name: string): string[] {
  const short = name.split(/[/.:]+(?=[^/]*$)/);
  const base = name.split('/').at(-1) ?? name;
  return [name, base, ...short.slice(1), base.split('.')[0] ?? ''].map(bare);
}

/** By kind, the kind of the best hit first. */
export function grouped(hits: readonly Hit[]): [Kind, Hit[]][] {
  return [...Map.groupBy(hits, ({ entry }) => entry.kind)];
}
