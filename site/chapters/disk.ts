/** The chapters on disk, for whoever is not the site: the command and the tests. */

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FOLDER } from './chapter.ts';

export async function chapterTexts(root: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for await (const path of glob(`${FOLDER}**/*.*`, { cwd: root })) {
    texts[path.replaceAll('\\', '/')] = await readFile(join(root, path), 'utf8');
  }
  return texts;
}
