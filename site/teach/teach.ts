/**
 * For teachers, content/teach/: four lessons, and pages on grading and on a lab. What a
 * lesson refers to must be there, and it must fit into its 90 minutes.
 */

import { z } from 'zod';
import lessonsText from '../../content/teach/lessons.yaml?raw';
import pagesText from '../../content/teach/pages.yaml?raw';
import { readContent, shape } from '../content/content-file.ts';

export const MINUTES = 90;

const slugs = z.array(shape.text).default([]);

const LESSON = z.strictObject({
  id: shape.text,
  title: shape.pair,
  goal: shape.pair,
  before: slugs,
  parts: z.array(
    z.strictObject({
      minutes: z.int(),
      ...shape.pairIn,
      replays: slugs,
      exercises: slugs,
      chapters: slugs,
    }),
  ),
  asks: z.array(
    z.strictObject({
      q: shape.pair,
      a: shape.pair,
      behaviours: z.array(z.int()).default([]),
    }),
  ),
});

const PAGE = z.strictObject({
  id: shape.text,
  title: shape.pair,
  about: shape.pair,
  sections: z.array(
    z.strictObject({
      id: shape.text,
      title: shape.pair,
      texts: z.array(
        z.strictObject({
          ...shape.pairIn,
          code: shape.text.optional(),
          file: shape.text.optional(),
        }),
      ),
    }),
  ),
});

export type Lesson = z.output<typeof LESSON>;
export type TeachPage = z.output<typeof PAGE>;

interface Known {
  readonly chapters: ReadonlySet<string>;
  readonly replays: ReadonlySet<string>;
  readonly exercises: ReadonlySet<string>;
}

/** Throws an error that says all that is wrong with the file. */
export function readLessons(yaml: string, known: Known): Lesson[] {
  const path = 'content/teach/lessons.yaml';
  const lessons = readContent(path, yaml, z.array(LESSON));
  const problems = lessons.flatMap((lesson) => problemsOf(lesson, known));
  if (problems.length > 0) throw new Error([`${path}:`, ...problems].join('\n  '));
  return lessons;
}

function problemsOf({ id, before, parts }: Lesson, known: Known): string[] {
  const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
  const missing = (['chapters', 'replays', 'exercises'] as const).flatMap((kind) =>
    [...(kind === 'chapters' ? before : []), ...parts.flatMap((part) => part[kind])]
      .filter((slug) => !known[kind].has(slug))
      .map((slug) => `${id}: ${slug} is not among the ${kind}`),
  );
  if (minutes === MINUTES) return missing;
  return [...missing, `${id}: its parts take ${minutes} minutes, not ${MINUTES}`];
}

export const readPages = (yaml: string): TeachPage[] =>
  readContent('content/teach/pages.yaml', yaml, z.array(PAGE));

export const LESSONS = lessonsText;
export const pages = readPages(pagesText);
