/**
 * The list of behaviours, item by item, with the tests of this build that cite each:
 * what the loop promises, and whether it keeps it. One YAML list; it has all the items
 * from 1 on, each once and in both languages, or there is no build.
 */

import { parse } from 'yaml';
import text from '../../content/behaviours.yaml?raw';
import { BEHAVIOURS, plainName, run, type Test } from '../tests/tests.ts';
import { LANGS, type Pair } from '../ui/text.ts';

export type Item = Pair & { item: number; differs?: Pair };
export type Section = Pair & { id: string; items: Item[] };

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
export function readBehaviours(text: string, last = BEHAVIOURS): Section[] {
  const sections = parse(text) as Section[];
  if (!Array.isArray(sections)) throw new Error(`${PATH}: not a list of sections`);
  const problems = [
    ...sections.flatMap((section, i) => [
      ...lacking(section, `section ${section?.id ?? i + 1}`),
      ...(Array.isArray(section?.items) ? [] : [`section ${section?.id} has no items`]),
    ]),
    ...itemProblems(
      sections.flatMap((section) => section?.items ?? []),
      last,
    ),
  ];
  if (problems.length === 0) return sections;
  throw new Error([`${PATH}:`, ...problems].join('\n  '));
}

function itemProblems(items: Item[], last: number): string[] {
  const given = items.map((each) => each?.item);
  const wanted = Array.from({ length: last }, (_, i) => i + 1);
  const unknown = given.filter((item) => !wanted.includes(item));
  const doubled = wanted.filter(
    (item) => given.indexOf(item) < given.lastIndexOf(item),
  );
  return [
    ...wanted
      .filter((item) => !given.includes(item))
      .map((item) => `B${item} is missing`),
    ...doubled.map((item) => `B${item} is there more than once`),
    ...unknown.map((item) => `there is no B${item}: they go from 1 to ${last}`),
    ...items.flatMap((each) => lacking(each, `B${each?.item}`)),
    ...items
      .filter((each) => each && 'differs' in each)
      .flatMap((each) => lacking(each.differs, `B${each.item}, differs`)),
  ];
}

function lacking(pair: Partial<Pair> | null | undefined, who: string): string[] {
  return LANGS.filter((lang) => {
    const words: unknown = pair?.[lang];
    return typeof words !== 'string' || words.trim() === '';
  }).map((lang) => `${who} has no ${lang}`);
}

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

/** The section `behaviours` of content/map.yaml; none as long as there is no such file. */
export function reasonsIn(text: string): Reason[] {
  const map = parse(text) as { behaviours?: Reason[] } | null;
  return map?.behaviours ?? [];
}

const maps = import.meta.glob<string>('/content/map.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const chapters = conformance(
  readBehaviours(text),
  run?.tests ?? [],
  Object.values(maps).flatMap(reasonsIn),
);

export const behaviours = chapters.flatMap(({ items }) => items);

/** How many of the items are in that state. */
export const countOf = (state: State, among = behaviours): number =>
  among.filter((each) => each.state === state).length;
