/** content/glossary.yaml: the one name that the project has for a thing. */

import { z } from 'zod';
import { ids, once, pair, pairIn, text, texts } from '../shapes.ts';

const words = z
  .strictObject({ zh: z.array(text).default([]), en: z.array(text).default([]) })
  .default({ zh: [], en: [] });

const term = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'is not like event-loop'),
  ...pairIn,
  meaning: pair,
  man: texts,
  see: ids, // notes
  chapter: text.optional(),
  also: words, // names that Chinese texts must not use
  forms: words, // other spellings that lead here
  plain: z.union([z.boolean(), z.enum(['zh', 'en'])]).default(false), // too common to link
});

export type Term = z.output<typeof term>;

export const glossary = z
  .array(term)
  .check(once<Term>(({ id }) => id))
  .check(
    once<Term>(
      ({ zh }) => zh,
      (zh) => `“${zh}” names two things`,
    ),
  )
  .superRefine((terms, { addIssue }) => {
    for (const [i, { also }] of terms.entries())
      for (const word of also.zh.filter((word) =>
        terms.some(({ zh }) => zh.includes(word)),
      ))
        addIssue({
          code: 'custom',
          path: [i],
          message: `“${word}” is part of a term, and cannot be refused`,
        });
  });
