/**
 * The gate: every note of the project against its source and the ledger, at once. The
 * site calls it, so a build with a note that no longer fits does not happen.
 */

import { type Coverage, coverageOf, requiredShare, shareOf } from './coverage.ts';
import { lineRanges, percent } from './format.ts';
import { checkLedger, type Redirect, redirectsOf } from './ledger.ts';
import { readLedger } from './ledger-file.ts';
import type { PlacedNote } from './note.ts';
import { openPages, type Page, type Pages, rooted } from './pages.ts';
import { notesPathOf } from './paths.ts';
import { place } from './placement.ts';
import { type Problem, refuse } from './problems.ts';
import { type Project, readProject } from './project.ts';
import { readSource } from './symbols.ts';

export interface FileReport {
  file: string;
  notes: PlacedNote[];
  coverage: Coverage;
}

export interface GateReport {
  files: FileReport[];
  redirects: Redirect[];
}

export interface GateOptions {
  /** Hold every file to its share, not only those that have notes. */
  all?: boolean;
}

/** Check the project in a folder; throws a NotesError with everything that is wrong. */
export async function checkNotes(
  root: string,
  options?: GateOptions,
): Promise<GateReport> {
  return checkNotesOf(await readProject(root), options);
}

/** The same for texts at hand. Paths may begin with `/`, `./` or `../../`. */
export function checkNotesOf(project: Project, options?: GateOptions): GateReport {
  const { problems, ...report } = inspectNotes(project, options);
  refuse(problems);
  return report;
}

/** The same, but hands over what is wrong beside what is right. */
export function inspectNotes(
  project: Project,
  options: GateOptions = {},
): GateReport & { problems: Problem[] } {
  const opened = openPages(project);
  const files = opened.pages.map(inspectPage);
  const ids = inspectIds(opened, project.ledger);
  return {
    files: files.map(({ report }) => report),
    redirects: ids.redirects,
    problems: [
      ...opened.problems,
      ...files.flatMap(({ problems }) => problems),
      ...(options.all ? withoutNotes(project, opened.pages) : []),
      ...ids.problems,
    ],
  };
}

function inspectPage(page: Page): { report: FileReport; problems: Problem[] } {
  const { source, notes, where } = page;
  const { placed, problems } = place(source, notes, where);
  const report = {
    file: source.file,
    notes: placed,
    coverage: coverageOf(source, placed),
  };
  // A note that cannot be read or placed leaves its lines bare. To complain about
  // those as well would be to report one mistake twice.
  const settled = page.complete && placed.length === notes.length;
  return {
    report,
    problems: settled ? [...problems, ...gaps(report, where)] : problems,
  };
}

/** Does the file reach its share? */
function gaps({ file, coverage }: Omit<FileReport, 'notes'>, where: string): Problem[] {
  const required = requiredShare(file);
  const share = shareOf(coverage);
  if (share >= required) return [];
  const { noted, executable, missing } = coverage;
  const count = `${noted} of ${executable} executable lines belong to a note`;
  const shares = `(${percent(share)}, ${percent(required)} needed)`;
  const text = `${count} ${shares}; missing: ${lineRanges(missing)}`;
  return [{ kind: 'coverage', where, text }];
}

function withoutNotes({ sources }: Project, pages: readonly Page[]): Problem[] {
  const noted = new Set(pages.map(({ source }) => source.file));
  return [...rooted(sources)]
    .filter(([file]) => requiredShare(file) > 0 && !noted.has(file))
    .flatMap(([file, text]) => {
      const coverage = coverageOf(readSource(file, text), []);
      return gaps({ file, coverage }, notesPathOf(file));
    });
}

/** Unless all notes could be read, nobody knows which ids are gone. */
function inspectIds(
  { pages, complete }: Pages,
  text: string,
): { redirects: Redirect[]; problems: Problem[] } {
  const { ledger, problems } = readLedger(text);
  if (problems.length > 0) return { redirects: [], problems };
  const live = pages.flatMap(({ notes, source, where }) =>
    notes.map(({ id }) => ({ id, file: source.file, where })),
  );
  return {
    redirects: redirectsOf(ledger, live),
    problems: complete ? checkLedger(ledger, live) : [],
  };
}
