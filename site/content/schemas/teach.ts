/** content/teach/: four lessons, and pages on grading and on a lab. */

import { z } from 'zod';
import { behaviours, ids, pair, pairIn, text } from '../shapes.ts';

export const MINUTES = 90;

const part = z.strictObject({
  minutes: z.int(),
  ...pairIn,
  replays: ids,
  exercises: ids,
  chapters: ids,
});

const lesson = z.strictObject({
  id: text,
  title: pair,
  goal: pair,
  before: ids,
  parts: z.array(part),
  asks: z.array(z.strictObject({ q: pair, a: pair, behaviours })),
});

const section = z.strictObject({
  id: text,
  title: pair,
  texts: z.array(
    z.strictObject({ ...pairIn, code: text.optional(), file: text.optional() }),
  ),
});

const page = z.strictObject({
  id: text,
  title: pair,
  about: pair,
  sections: z.array(section),
});

export type Lesson = z.output<typeof lesson>;
export type TeachPage = z.output<typeof page>;

export type Known = Readonly<
  Record<'chapters' | 'replays' | 'exercises', ReadonlySet<string>>
>;

/** What a lesson refers to is there, and it fits into its 90 minutes. */
export const lessons = (known: Known) =>
  z.array(
    lesson.superRefine(({ before, parts }, { addIssue }) => {
      const say = (message: string) => addIssue({ code: 'custom', path: [], message });
      for (const kind of ['chapters', 'replays', 'exercises'] as const) {
        const named = parts.flatMap((part) => part[kind]);
        for (const slug of kind === 'chapters' ? [...before, ...named] : named)
          if (!known[kind].has(slug)) say(`${slug} is not among the ${kind}`);
      }
      const minutes = parts.reduce((sum, part) => sum + part.minutes, 0);
      if (minutes !== MINUTES) say(`its parts take ${minutes} minutes, not ${MINUTES}`);
    }),
  );

export const pages = z.array(page);
