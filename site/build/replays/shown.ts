/** The replays as the pages show them. */

import type { Question } from '../../scripts/replay/ask.ts';
import { sources } from '../sources.ts';
import type { Pair } from '../text.ts';
import type { Recording } from './recording.ts';

export interface Shown {
  slug: string;
  title: Pair;
  about: Pair;
  chapter: string; // slug
  scenario: string; // path of its program
  recording: Recording;
  questions: Question[];
  twins: ShownTwin[];
}

export interface ShownTwin {
  id: string; // `next-turn~no-snapshot`
  title: Pair;
  about: Pair;
  recording: Recording;
  /** The files that its patch has changed: their text, and where each line comes from. */
  changed: { file: string; text: string; origins: (number | undefined)[] }[];
}

export const shown: Shown[] = [];

const scenarios = import.meta.glob<string>('/content/replays/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of a file that a recording runs through: of the loop, or its program. */
export const textOf = (file: string): string =>
  sources.get(file) ?? scenarios[`/${file}`] ?? '';

export function shownOf(slug: string): Shown {
  const found = shown.find((each) => each.slug === slug);
  if (!found) throw new Error(`No replay “${slug}” in content/replays`);
  return found;
}

export function twinOf(id: string): { good: Shown; twin: ShownTwin } {
  const good = shownOf(id.replace(/~.*/, ''));
  const twin = good.twins.find((each) => each.id === id);
  if (!twin) throw new Error(`No broken twin “${id}” in content/replays`);
  return { good, twin };
}
