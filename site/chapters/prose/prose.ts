/** The prose of all of content/, checked: how it is set, spelt, and which words it uses. */

import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../chapter.ts';
import type { Known } from '../known.ts';
import { type Passage, passagesIn } from './passages.ts';
import { plainFaults } from './plain.ts';
import { misspelt, speller, WORDS } from './spelling.ts';
import { otherWords } from './terms.ts';
import { typographyFaults } from './typography.ts';

const FILES = 'content/**/*.{mdx,md,yaml}';

export async function proseProblems(
  root: string,
  { terms }: Pick<Known, 'terms'>,
): Promise<Problem[]> {
  const isWord = speller(root);
  return (await allPassages(root)).flatMap((passage) => {
    const wrong = passage.lang === 'en' ? misspelt(passage, isWord) : [];
    const faults = [
      ...typographyFaults(passage),
      ...otherWords(passage, terms),
      ...plainFaults(passage),
      ...wrong.map((word) => `“${word}”: misspelt, or to be added to ${WORDS}`),
    ];
    return faults.map((text) => ({ where: `${passage.file}:${passage.line}`, text }));
  });
}

async function allPassages(root: string): Promise<Passage[]> {
  const files = await Array.fromAsync(glob(FILES, { cwd: root }));
  const passages = files.sort().map(async (file) => {
    const text = await readFile(join(root, file), 'utf8');
    return passagesIn(file.replaceAll('\\', '/'), text);
  });
  return (await Promise.all(passages)).flat();
}
