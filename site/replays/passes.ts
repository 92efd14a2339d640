/** Lines and replays know each other: which recording passes which line, and when first. */

import { annotated } from '../source/annotations.ts';
import type { Recording } from './recording.ts';
import { shown, shownOf } from './shown.ts';

export type Pass = { slug: string; step: number };

const byFile = new Map<string, Map<number, Pass[]>>();

for (const { slug, recording } of shown) {
  const seen = new Set<string>();
  for (const [step, { file, line }] of recording.steps.entries()) {
    const key = `${file} ${line}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const name = recording.files[file] ?? '';
    const lines = byFile.getOrInsertComputed(name, () => new Map());
    lines.getOrInsertComputed(line, () => []).push({ slug, step });
  }
}

/** The replays that pass through a line, each with its first step there. */
export const passesOf = (file: string, line: number): Pass[] =>
  byFile.get(file)?.get(line) ?? [];

export const isPassed = (file: string): boolean => byFile.has(file);

/** What the page of a file asks for. Replays are named once. */
export interface Passes {
  replays: { slug: string; zh: string; en: string }[];
  lines: Record<string, [place: number, step: number][]>;
}

export function passesIn(file: string): Passes {
  const lines = byFile.get(file) ?? new Map<number, Pass[]>();
  const slugs = [...new Set([...lines.values()].flat().map(({ slug }) => slug))];
  const replays = slugs.map((slug) => ({
    slug,
    zh: '',
    en: '',
    ...shownOf(slug)?.title,
  }));
  const pairs = (passes: Pass[]): [number, number][] =>
    passes.map(({ slug, step }) => [slugs.indexOf(slug), step]);
  const entries = [...lines].map(([n, passes]) => [n, pairs(passes)]);
  return { replays, lines: Object.fromEntries(entries) };
}

/** The first step of a recording on a line of a note; the build fails if there is none. */
export function stepOfNote(recording: Recording, id: string): number {
  const files = annotated.flatMap(({ file, notes }) =>
    notes.filter((note) => note.id === id).map((note) => ({ file, note })),
  );
  for (const { file, note } of files) {
    const place = recording.files.indexOf(file);
    const step = recording.steps.findIndex(
      (each) => each.file === place && note.from <= each.line && each.line <= note.to,
    );
    if (step >= 0) return step;
  }
  if (import.meta.env.DEV) return 0; // its lines may have moved since it was recorded
  throw new Error(`Replay “${recording.id}” never passes the lines of note “${id}”`);
}
