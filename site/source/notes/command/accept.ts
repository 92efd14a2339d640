/**
 * Accepting notes: a person has read both texts beside the code, and signs. The note
 * gets the signature of its symbol as it is now; its id goes into the ledger.
 */

import { readLedger } from '../ledger-file.ts';
import type { Note } from '../note.ts';
import { openPages, type Page } from '../pages.ts';
import { LEDGER_PATH } from '../paths.ts';
import { place } from '../placement.ts';
import type { Problem } from '../problems.ts';
import type { Project } from '../project.ts';
import { signature } from '../signature.ts';
import { symbolIn } from '../symbols.ts';
import { publish } from './publish.ts';
import { sign } from './sign.ts';

export interface Acceptance {
  signed: { id: string; file: string; before: string; now: string }[];
  published: { id: string; file: string }[];
  /** What keeps notes from being accepted. */
  refused: Problem[];
  /** New texts, by path. */
  changed: Map<string, string>;
}

export function accept(project: Project, ids: ReadonlySet<string>): Acceptance {
  const { pages, problems } = openPages(project);
  const acceptance = new Accepting(project.ledger);
  if (acceptance.refused.length > 0) return acceptance;
  acceptance.refused.push(...problems.filter(({ id = '' }) => ids.has(id)));
  for (const page of pages) acceptance.acceptPage(page, ids, pages);
  return acceptance;
}

/** The ids that could be accepted, and what cannot even be read. */
export function survey(project: Project): {
  known: Set<string>;
  unreadable: Problem[];
} {
  const { pages, problems } = openPages(project);
  return {
    known: new Set(pages.flatMap(({ notes }) => notes.map(({ id }) => id))),
    unreadable: problems.filter(({ id }) => id === undefined),
  };
}

class Accepting implements Acceptance {
  readonly signed: Acceptance['signed'] = [];
  readonly published: Acceptance['published'] = [];
  readonly refused: Problem[] = [];
  readonly changed = new Map<string, string>();
  #ledger: string;

  constructor(ledger: string) {
    this.#ledger = ledger;
    this.refused.push(...readLedger(ledger).problems);
  }

  acceptPage(page: Page, ids: ReadonlySet<string>, pages: readonly Page[]): void {
    const { problems } = place(page.source, page.notes, page.where);
    for (const note of page.notes) {
      if (!ids.has(note.id)) continue;
      const reasons = problems.filter(
        ({ id, kind }) => id === note.id && kind !== 'stale',
      );
      reasons.push(...twins(note.id, page, pages));
      this.refused.push(...reasons);
      if (!this.refused.some(({ id }) => id === note.id)) {
        this.#accept(page, note);
      }
    }
  }

  #accept({ where, text, source }: Page, note: Note): void {
    const { id, seen: before } = note;
    const now = signature(source, symbolIn(source, note.symbol)?.parts ?? []);
    if (now !== before) {
      this.changed.set(where, sign(this.changed.get(where) ?? text, id, now));
      this.signed.push({ id, file: source.file, before, now });
    }
    const { published } = readLedger(this.#ledger).ledger;
    if (published.get(source.file)?.includes(id)) return;
    this.#ledger = publish(this.#ledger, source.file, id);
    this.changed.set(LEDGER_PATH, this.#ledger);
    this.published.push({ id, file: source.file });
  }
}

/** An id that two files use can be accepted in neither. */
function twins(id: string, page: Page, pages: readonly Page[]): Problem[] {
  return pages
    .filter((other) => other !== page && other.notes.some((note) => note.id === id))
    .map((other) => {
      const text = `duplicate id, also in ${other.where}`;
      return { kind: 'ledger', where: page.where, id, text };
    });
}
