/** content/questions.yaml: what readers ask, and the page that answers. */

import { z } from 'zod';
import { once, pairIn, text } from '../shapes.ts';

const question = z.strictObject({
  to: text, // a page, without language
  ...pairIn,
  also: z.strictObject({ zh: z.array(text), en: z.array(text) }), // other ways to ask
});

export type Question = z.output<typeof question>;

export const questions = z.array(question).check(once<Question>(({ en }) => en));
