/** Which source a notes file is about: exactly one, and nobody else's. */

import { hint } from '../../content/nearest.ts';
import { notesPathOf, sourcesOf } from './paths.ts';
import type { Problem } from './problems.ts';

/** `taken` remembers, source by source, which notes file has come first. */
export function matchSource(
  where: string,
  sources: readonly string[],
  taken: Map<string, string>,
): { file: string } | { problem: Problem } {
  const [file, ...others] = sourcesOf(where, sources);
  if (file === undefined) {
    const guess = hint(where, sources.map(notesPathOf));
    return refused(where, `there is no source file for these notes${guess}`);
  }
  if (others.length > 0) {
    const names = [file, ...others].join(' or ');
    return refused(where, `about ${names}? Name it like ${file}.yaml`);
  }
  const first = taken.get(file);
  if (first !== undefined) return refused(where, `${first} has notes on ${file} too`);
  taken.set(file, where);
  return { file };
}

function refused(where: string, text: string): { problem: Problem } {
  return { problem: { kind: 'yaml', where, text } };
}
