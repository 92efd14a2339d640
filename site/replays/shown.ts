/** The replays as the pages show them. */

import { sources } from '../source/sources.ts';
import { absent, type Replay, replays, type Twin } from './replays.ts';

export { absent };
export type Shown = Replay;

export const shown: readonly Shown[] = replays;

const scenarios = import.meta.glob<string>('/content/replays/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of a file that a recording runs through: of the loop, or its program. */
export const textOf = (file: string): string =>
  sources.get(file) ?? scenarios[`/${file}`] ?? '';

/** The build fails for one that is misspelt; one that cannot run here is not shown. */
export function shownOf(slug: string): Shown | undefined {
  const found = shown.find((each) => each.slug === slug);
  if (found || absent.some((each) => each.slug === slug)) return found;
  throw new Error(`No replay “${slug}” in content/replays`);
}

export function twinOf(id: string): { good: Shown; twin: Twin } | undefined {
  const good = shownOf(id.replace(/~.*/, ''));
  if (!good) return undefined;
  const twin = good.twins.find((each) => each.id === id);
  if (!twin) throw new Error(`No broken twin “${id}” in content/replays`);
  return { good, twin };
}

/** Why a replay cannot be shown on this machine. */
export const reasonOf = (slug: string): string =>
  absent.find((each) => each.slug === slug)?.reason ?? '';
