/** Every notes file of the project, read, with the source that it is about. */

import type { Note } from './note.ts';
import { readNotesFile } from './notes-file.ts';
import { fromRoot, LEDGER_PATH } from './paths.ts';
import type { Problem } from './problems.ts';
import type { Project } from './project.ts';
import { matchSource } from './source-match.ts';
import { readSource, type Source } from './symbols.ts';

export interface Page {
  /** The notes file, and its text. */
  where: string;
  text: string;
  source: Source;
  notes: Note[];
  /** Could every note in it be read? */
  complete: boolean;
}

export interface Pages {
  pages: Page[];
  problems: Problem[];
  complete: boolean;
}

export function openPages({ notes, sources }: Project): Pages {
  const texts = rooted(sources);
  const taken = new Map<string, string>();
  const opened: Pages = { pages: [], problems: [], complete: true };
  for (const [where, text] of rooted(notes)) {
    if (where === LEDGER_PATH) continue;
    const match = matchSource(where, [...texts.keys()], taken);
    const { problems, ...read } = readNotesFile(where, text);
    opened.problems.push(...problems);
    if ('problem' in match) {
      opened.problems.push(match.problem);
      opened.complete = false;
      continue;
    }
    const source = readSource(match.file, texts.get(match.file) ?? '');
    opened.pages.push({ where, text, source, ...read });
    if (!read.complete) opened.complete = false;
  }
  return opened;
}

/** By path from the root, in order of paths: reports do not depend on the disk. */
export function rooted(texts: Record<string, string>): Map<string, string> {
  const entries = Object.entries(texts).map(([path, text]): [string, string] => [
    fromRoot(path),
    text,
  ]);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
