/** What a note must be, whatever source it is about. */

import type { Note } from './note.ts';

export function noteFaults(note: Note): string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(note.id)) {
    faults.push('id is not kebab-case: small letters, digits and single hyphens');
  }
  for (const field of ['symbol', 'quote', 'zh', 'en'] as const) {
    if (note[field].trim() === '') faults.push(`${field} is missing`);
  }
  return faults;
}
