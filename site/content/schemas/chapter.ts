/** content/chapters/NN-slug/chapter.yaml */

import { z } from 'zod';
import { pair, text } from '../shapes.ts';

const three = z.tuple([text, text, text]);

export const chapter = z.strictObject({
  title: pair,
  question: pair,
  about: pair,
  /** Three lines in each language. */
  remember: z.strictObject({ zh: three, en: three }),
  /** What a reader can do now: an exercise, or `grow`, the chapter's own step. */
  now: text,
  exercises: z.array(text),
  behaviours: z.array(z.int()),
  tests: z.array(text),
  /** What the other language's text was when the two were last compared. */
  read: z.strictObject({ zh: z.coerce.string(), en: z.coerce.string() }).optional(),
});

export type Meta = z.output<typeof chapter>;
