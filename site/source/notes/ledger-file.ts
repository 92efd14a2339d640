/** Reading the ledger's text. An empty one is a ledger with nothing published. */

import { parseDocument } from 'yaml';
import { isText } from './fields.ts';
import { LEDGER_PATH } from './paths.ts';
import type { Problem } from './problems.ts';

export interface Ledger {
  /** Source file → ids of the notes on it, in the order they were published. */
  published: Map<string, string[]>;
  /** Old id → new id. */
  redirects: Map<string, string>;
}

export function readLedger(text: string): { ledger: Ledger; problems: Problem[] } {
  const ledger: Ledger = { published: new Map(), redirects: new Map() };
  const document = parseDocument(text);
  const faults = document.errors.map(({ message }) => message.split('\n')[0] ?? '');
  if (faults.length === 0) faults.push(...fill(ledger, document.toJS()));
  const where = LEDGER_PATH;
  return { ledger, problems: faults.map((text) => ({ kind: 'ledger', where, text })) };
}

function fill(ledger: Ledger, data: unknown): string[] {
  const faults: string[] = [];
  for (const [key, value] of entries(data, 'the ledger', faults)) {
    if (key === 'published') fillPublished(ledger, value, faults);
    else if (key === 'redirects') fillRedirects(ledger, value, faults);
    else faults.push(`unknown field "${key}": it has published and redirects`);
  }
  return faults;
}

function fillPublished({ published }: Ledger, value: unknown, faults: string[]): void {
  for (const [file, ids] of entries(value, 'published', faults)) {
    const list: unknown[] = Array.isArray(ids) ? ids : [];
    published.set(file, list.filter(isText));
    if (ids !== null && !(Array.isArray(ids) && ids.every(isText))) {
      faults.push(`published: ${file}: not a list of ids`);
    }
    const twice = list.filter((id, i) => list.indexOf(id) < i);
    faults.push(
      ...twice.map((id) => `published: ${file}: ${String(id)} is there twice`),
    );
  }
}

function fillRedirects({ redirects }: Ledger, value: unknown, faults: string[]): void {
  for (const [id, to] of entries(value, 'redirects', faults)) {
    if (isText(to)) redirects.set(id, to);
    else faults.push(`redirects: ${id}: not an id`);
  }
}

function entries(value: unknown, name: string, faults: string[]): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value);
  faults.push(`${name} is not a map`);
  return [];
}
