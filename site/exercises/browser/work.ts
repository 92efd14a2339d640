/**
 * What the student has done, kept in this browser and nowhere else. Each change begins
 * with what is stored, for another tab may have written there.
 */

import { recall, remember } from '../../ui/browser/store.ts';
import { pageLang } from '../../ui/browser/words.ts';
import {
  merged,
  NO_WORK,
  readSubmission,
  type Submission,
  type Work,
  writeSubmission,
} from '../submission.ts';

type Works = Readonly<Record<string, Work>>;

let memory: Works = {}; // for where nothing can be stored

export function allWork(): Works {
  return stored()?.exercises ?? memory;
}

/** Who hands it in, as far as they have said. */
export const studentName = (): string => stored()?.name ?? '';

export function workOn(slug: string): Work {
  return allWork()[slug] ?? NO_WORK;
}

/** What stands in the editor; empty: nothing was written yet. */
export const textOf = ({ draft, code }: Work): string => draft ?? code;

/** False where it cannot be kept. */
export function keepWork(slug: string, change: Partial<Work>): boolean {
  return keep({ ...allWork(), [slug]: { ...workOn(slug), ...change } });
}

/** What was written. Once some code has passed, that is what counts, and stays. */
export function keepText(slug: string, text: string): boolean {
  const { code, solved, draft: _, ...rest } = workOn(slug);
  const work = solved ? { code, draft: text } : { code: text };
  return keep({ ...allWork(), [slug]: { ...rest, solved, ...work } });
}

export function keepSolved(slug: string, text: string): boolean {
  const { draft: _, ...rest } = workOn(slug);
  return keep({ ...allWork(), [slug]: { ...rest, code: text, solved: true } });
}

export const keepName = (name: string): boolean => keep(allWork(), name.trim());

/** All of it, as a file. */
export function exported(lang: 'zh' | 'en'): string {
  return writeSubmission(allWork(), lang, studentName());
}

/** Merges a file in. What was there before can be had back. */
export function takeIn({ exercises, name }: Submission): void {
  const mine = allWork();
  remember('exercises-before', recall('exercises'));
  const theirs = Object.entries(exercises).map(
    ([slug, work]) => [slug, merged(mine[slug], work)] as const,
  );
  keep({ ...mine, ...Object.fromEntries(theirs) }, studentName() || name);
}

export function undoTakingIn(): void {
  remember('exercises', recall('exercises-before'));
  remember('exercises-before', null);
}

/** What was there before somebody started over. */
export function keepBefore(slug: string, text: string): void {
  remember('exercises-reset', JSON.stringify({ ...resets(), [slug]: text }));
}

export function keptBefore(slug: string): string | undefined {
  const text = resets()[slug];
  return typeof text === 'string' ? text : undefined;
}

function resets(): Record<string, unknown> {
  try {
    return JSON.parse(recall('exercises-reset') ?? '{}') ?? {};
  } catch {
    return {};
  }
}

function keep(works: Works, name = studentName()): boolean {
  memory = works;
  const lang = pageLang();
  const text = writeSubmission(works, lang, name);
  remember('exercises', text);
  return recall('exercises') === text;
}

function stored(): Submission | null {
  try {
    return readSubmission(recall('exercises') ?? '');
  } catch {
    return null; // nothing yet, or not ours
  }
}
