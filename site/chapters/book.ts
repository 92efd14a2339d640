/**
 * The chapters of this build. A build with a chapter that is wrong, or that refers to
 * what is not there, does not happen; under `npm run dev` the page says what is wrong.
 */

import { describe } from '../content/yaml.ts';
import { type Chapter, readChapters } from './chapter.ts';
import { chapterProblems, refuse } from './check.ts';
import { knownIn } from './known.ts';

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
// CHAPTERS=draft builds all the same, to be looked at: what is missing says so in its place.
if (import.meta.env.PROD && process.env.CHAPTERS !== 'draft') refuse(problems);

/** One line for each. None in a build, unless of a draft. */
export const wrong: readonly string[] = problems.map(describe);

export const book: readonly Chapter[] = read.chapters;

export const chapterBySlug = (slug: string): Chapter | undefined =>
  book.find((each) => each.slug === slug);
