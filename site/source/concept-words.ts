/** Names in the code that stand for a concept: underlined inside the lines of a note. */

import type { Concept } from '../ui/concepts.ts';
import { sources } from './sources.ts';

const WORDS: Record<Concept, string[]> = {
  callback: ['callback', 'callbacks', 'runCallbacks', 'addCallback'],
  timeout: ['timeout', 'timeouts', 'due', 'popDue', 'nextDeadline', 'deadline'],
  sleep: ['poll', 'poller', 'pollTimeout', 'epoll_wait', 'waitMilliseconds'],
  handler: ['fd', 'events', 'ready', 'handler', 'handlers', 'runHandlers', 'epoll_ctl'],
  signal: ['waker', 'wake', 'drain', 'signal', 'signals'],
};

/** The concept of each name. Throws for one that stands in none of the sources. */
export function conceptsByName(
  words: Partial<Record<Concept, string[]>>,
  texts: Iterable<string>,
): ReadonlyMap<string, Concept> {
  const names = new Set([...texts].flatMap((text) => text.match(/[A-Za-z_$][\w$]*/g)));
  const pairs = Object.entries(words) as [Concept, string[]][];
  const concepts = pairs.flatMap(([concept, all]) =>
    all.map((word): [string, Concept] => [word, concept]),
  );
  const gone = concepts.flatMap(([word]) => (names.has(word) ? [] : [word]));
  if (gone.length === 0) return new Map(concepts);
  throw new Error(`site/source/concept-words.ts: in no source: ${gone.join(', ')}`);
}

const CONCEPT_OF = conceptsByName(WORDS, sources.values());

/** The concept that an identifier stands for, `#private` or not. */
export function conceptOf(identifier: string): Concept | undefined {
  return CONCEPT_OF.get(identifier.replace(/^#/, ''));
}
