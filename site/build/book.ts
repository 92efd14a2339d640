/**
 * The chapters of this build. A build with a chapter that is wrong, or that refers to
 * what is not there, does not happen; under `npm run dev` the page says what is wrong.
 */

import { type Chapter, readChapters } from './chapters/chapter.ts';
import { chapterProblems, describe, refuse } from './chapters/check.ts';
import { knownIn } from './chapters/known.ts';

const found = import.meta.glob<string>('/content/chapters/**/*.*', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const texts = Object.fromEntries(
  Object.entries(found).map(([path, text]) => [path.slice(1), text]),
);

export const known = await knownIn(process.cwd());

const read = readChapters(texts);
const problems = [...read.problems, ...chapterProblems(read.chapters, known)];
if (import.meta.env.PROD) refuse(problems);

/** One line for each. None outside of dev. */
export const wrong: readonly string[] = problems.map(describe);

export const book: readonly Chapter[] = read.chapters;

export const chapterBySlug = (slug: string): Chapter | undefined =>
  book.find((each) => each.slug === slug);
