/** `npm run notes`: what there is, what is missing, what is wrong. */

import { styleText } from 'node:util';
import { shareOf } from '../coverage.ts';
import { lineRanges, percent, plural } from '../format.ts';
import { type FileReport, type GateOptions, inspectNotes } from '../gate.ts';
import { UNSIGNED } from '../note.ts';
import { openPages } from '../pages.ts';
import { describe, type Problem } from '../problems.ts';
import type { Project } from '../project.ts';
import { explainStale } from './stale.ts';

export interface Status {
  lines: string[];
  problems: Problem[];
}

export function status(root: string, project: Project, options: GateOptions): Status {
  const { files, problems } = inspectNotes(project, options);
  const fresh = unsigned(project);
  const told = problems.filter(
    ({ kind, id = '' }) => kind !== 'unpublished' || !fresh.has(id),
  );
  return {
    lines: [
      ...table(files),
      ...staleNotes(root, project, problems, fresh),
      ...told.map((problem) => styleText('red', describe(problem))),
      verdict(files, told),
    ],
    problems: told,
  };
}

/** Notes that nobody has signed yet. To sign publishes too: one reminder is enough. */
function unsigned(project: Project): Set<string> {
  const notes = openPages(project).pages.flatMap((page) => page.notes);
  return new Set(notes.filter(({ seen }) => seen === UNSIGNED).map(({ id }) => id));
}

function table(files: readonly FileReport[]): string[] {
  const width = Math.max(0, ...files.map(({ file }) => file.length));
  return files.map(({ file, notes, coverage }) => {
    const count = plural(notes.length, 'note').padStart(9);
    const share = percent(shareOf(coverage)).padStart(6);
    const missing = lineRanges(coverage.missing);
    const tail = missing && `  no note on ${missing}`;
    const covered = `${share} of ${coverage.executable} lines${tail}`;
    return `${file.padEnd(width)} ${count} ${covered}`;
  });
}

/** Old code, new code and texts; of a fresh note there is no old code to show. */
function staleNotes(
  root: string,
  project: Project,
  problems: readonly Problem[],
  fresh: ReadonlySet<string>,
): string[] {
  const stale = new Set(
    problems.flatMap(({ kind, id }) => (kind === 'stale' ? id : [])),
  );
  return openPages(project).pages.flatMap(({ source, notes }) =>
    notes
      .filter(({ id }) => stale.has(id) && !fresh.has(id))
      .flatMap((note) => ['', ...explainStale(root, source, note), '']),
  );
}

function verdict(files: readonly FileReport[], problems: readonly Problem[]): string {
  const notes = files.reduce((sum, file) => sum + file.notes.length, 0);
  if (problems.length > 0) return plural(problems.length, 'problem');
  return `${plural(notes, 'note')} on ${plural(files.length, 'file')}, all in place`;
}
