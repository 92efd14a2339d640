/**
 * The list of behaviours, item by item, with the tests of this build that cite each:
 * what the loop promises, and whether it keeps it. One YAML list; it has all the items
 * from 1 on, each once and in both languages, or there is no build.
 */

import text from '../../content/behaviours.yaml?raw';
import { readMap } from '../content/map.ts';
import {
  behaviours as behavioursUpTo,
  type Item,
  type Section,
} from '../content/schemas/behaviours.ts';
import { readContent } from '../content/yaml.ts';
import { BEHAVIOURS, plainName, run, type Test } from '../tests/tests.ts';
import type { Pair } from '../ui/text.ts';

export type { Item, Section } from '../content/schemas/behaviours.ts';

/** Why an item has no test. */
export type Reason = Pair & { item: number };

/** `untested`: no test of this run names it. `skipped`: none of those that do has run. */
export type State = 'holds' | 'fails' | 'skipped' | 'untested';

/** Tests that say the same, of several back-ends perhaps. */
export type Said = { name: string; state: State; tests: Test[] };

export type Behaviour = Item & {
  state: State;
  tests: Test[];
  said: Said[];
  reason?: Pair;
};
export type Chapter = Pair & { id: string; items: Behaviour[] };

const PATH = 'content/behaviours.yaml';

/** The sections of the list. Throws an error that says all that is wrong with it. */
export const readBehaviours = (text: string, last = BEHAVIOURS): Section[] =>
  readContent(PATH, text, behavioursUpTo(last));

/** The list, and beside each item what speaks for it: its tests, or why it has none. */
export function conformance(
  sections: Section[],
  tests: Test[],
  reasons: Reason[],
): Chapter[] {
  const because = new Map(reasons.map(({ item, zh, en }) => [item, { zh, en }]));
  return sections.map((section) => ({
    ...section,
    items: section.items.map((each) => {
      const citing = tests.filter(({ behaviour }) => behaviour.includes(each.item));
      const reason = because.get(each.item);
      return {
        ...each,
        state: stateOf(citing),
        tests: citing,
        said: byName(citing),
        ...(reason && { reason }),
      };
    }),
  }));
}

function stateOf(tests: Test[]): State {
  if (tests.length === 0) return 'untested';
  if (tests.some(({ state }) => state === 'failed')) return 'fails';
  return tests.some(({ state }) => state === 'passed') ? 'holds' : 'skipped';
}

function byName(tests: Test[]): Said[] {
  const said = [...Map.groupBy(tests, plainName)];
  return said.map(([name, tests]) => ({ name, state: stateOf(tests), tests }));
}

const reasons = readMap().behaviours.map(({ item, note }) => ({ item, ...note }));

export const chapters = conformance(readBehaviours(text), run?.tests ?? [], reasons);

export const behaviours = chapters.flatMap(({ items }) => items);

/** How many of the items are in that state. */
export const countOf = (state: State, among = behaviours): number =>
  among.filter((each) => each.state === state).length;
