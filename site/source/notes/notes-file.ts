/** Reading a notes file. A field that is not known is a mistake, not an extension. */

import { notes as list, note as schema } from '../../content/schemas/note.ts';
import { readYaml } from '../../content/yaml.ts';
import type { Note } from './note.ts';
import { type Problem, refuse } from './problems.ts';

export interface NotesFile {
  notes: Note[];
  /** Could every note be read? */
  complete: boolean;
  problems: Problem[];
}

/** The notes of a file; throws a NotesError that lists all that is wrong. */
export function parseNotes(path: string, text: string): Note[] {
  const { notes, problems } = readNotesFile(path, text);
  refuse(problems);
  return notes;
}

/** The same, but hands over what is wrong beside what could be read. */
export function readNotesFile(path: string, text: string): NotesFile {
  const { data, value, ...found } = readYaml(path, text, list);
  const problems = found.problems.map((each) => ({ kind: 'yaml' as const, ...each }));
  if (data) return { notes: data, complete: true, problems };
  const items: unknown[] = Array.isArray(value) ? value : [];
  const notes = items.flatMap((item, i) =>
    withoutFaults(
      item,
      found.paths.filter(([at]) => at === i),
    ),
  );
  const complete = Array.isArray(value) && notes.length === items.length;
  return { notes, complete, problems };
}

/** A field that is wrong is left out, so that the rest can be looked at all the same. */
function withoutFaults(item: unknown, faults: PropertyKey[][]): Note[] {
  const wrong = new Set(faults.map(([, field]) => field));
  const fields = Object.entries(item ?? {}).filter(([key]) => !wrong.has(key));
  const { data } = schema.safeParse(Object.fromEntries(fields));
  return data ? [data] : [];
}
