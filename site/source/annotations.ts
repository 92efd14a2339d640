/**
 * The notes of this build, each with its lines: what the gate lets through. A build with
 * a broken note does not happen; under `npm run dev` the page says what is broken.
 */

import { checkNotesOf, type FileReport, inspectNotes } from './notes/gate.ts';
import type { Redirect } from './notes/ledger.ts';
import type { PlacedNote } from './notes/note.ts';
import { LEDGER_PATH } from './notes/paths.ts';
import { describe } from './notes/problems.ts';
import { sources } from './sources.ts';

export type Note = PlacedNote;

const found = import.meta.glob<string>('/content/notes/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const { [`/${LEDGER_PATH}`]: ledger = '', ...notes } = found;

const ALL = { all: true }; // every file is held to its share
const project = { sources: Object.fromEntries(sources), notes, ledger };
const report = import.meta.env.DEV
  ? inspectNotes(project, ALL)
  : { ...checkNotesOf(project, ALL), problems: [] };

/** One line for each, with file, id and nearest match. None outside of dev. */
export const broken: readonly string[] = report.problems.map(describe);

export const annotated: readonly FileReport[] = report.files;

/** Nothing for a file that nobody has written notes on yet. */
export const annotationsOf = (file: string): FileReport | undefined =>
  annotated.find((each) => each.file === file);

/** Published addresses on the page of `file` that now lead somewhere else. */
export const redirectsFrom = (file: string): Redirect[] =>
  report.redirects.filter(({ from }) => from === file);
