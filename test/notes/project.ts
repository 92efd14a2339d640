/** Small projects for tests: on disk, and their notes as YAML. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Note } from '../../site/source/notes/note.ts';
import { LEDGER_PATH } from '../../site/source/notes/paths.ts';
import type { Project } from '../../site/source/notes/project.ts';

export function yamlOf(notes: Note[]): string {
  return stringify(notes);
}

export function writeProject(root: string, { sources, notes, ledger }: Project): void {
  const texts = {
    ...sources,
    ...notes,
    ...(ledger !== '' && { [LEDGER_PATH]: ledger }),
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
