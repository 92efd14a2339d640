/** The fields that a note may have, and what each must look like. */

import { CONCEPT_NAMES, type Concept } from '../../ui/concepts.ts';

export interface Field {
  /** Completes the sentence "zh is not …". */
  what: string;
  fits: (value: unknown) => boolean;
  /** A `#` in it is meant. */
  prose?: boolean;
}

const TEXT: Field = { what: 'a text', fits: isText };
const PROSE: Field = { ...TEXT, prose: true };
const MAN = 'a manual page like epoll_wait(2), or a list of them';

export const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['id', TEXT],
  ['symbol', TEXT],
  ['quote', PROSE],
  ['seen', { what: 'a signature', fits: isScalarValue }],
  ['zh', PROSE],
  ['en', PROSE],
  ['concept', { what: `one of ${CONCEPT_NAMES.join(', ')}`, fits: isConcept }],
  ['tornado', TEXT],
  ['behaviour', { what: 'a list of numbers', fits: isNumbers }],
  ['man', { what: MAN, fits: isMan }],
]);

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isConcept(value: unknown): value is Concept {
  return CONCEPT_NAMES.some((concept) => concept === value);
}

export function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isInteger(each));
}

export function isMan(value: unknown): value is string | string[] {
  const pages: unknown[] = Array.isArray(value) ? value : [value];
  return pages.every((page) => isText(page) && /^[\w.-]+\(\d\w*\)$/.test(page));
}

function isScalarValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
