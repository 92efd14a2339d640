/** content/reading-order.yaml: the files of the source, in the order of reading. */

import { z } from 'zod';
import { CONCEPT_NAMES, STAVES } from '../../ui/concepts.ts';
import { hint } from '../nearest.ts';
import { once, pairIn, text } from '../shapes.ts';

/** A place in a file: a symbol, or a line that contains `quote`. */
const section = z
  .strictObject({
    id: text,
    ...pairIn,
    symbol: text.optional(),
    quote: text.optional(),
  })
  .refine(({ symbol, quote }) => symbol ?? quote, 'needs a symbol or a quote');

const stave = z.strictObject({ quote: text, concept: z.enum(STAVES) });

const entry = z.strictObject({
  file: text, // `loop/examples/*.ts`: all there that are not listed by name
  ...pairIn,
  about: z.enum(CONCEPT_NAMES).optional(),
  words: z.array(text).optional(), // other names for it, for the search
  sections: z
    .array(section)
    .check(once<Section>(({ id }) => id))
    .optional(),
  staves: z.array(stave).optional(),
});

export type Section = z.output<typeof section>;
export type Listed = z.output<typeof entry>;

/** Each entry is a file that there is, or stands for at least one. */
export const readingOrder = (files: Iterable<string>) => {
  const known = [...files];
  return z
    .array(entry)
    .check(once<Listed>(({ file }) => file))
    .superRefine((list, { addIssue }) => {
      for (const [i, { file }] of list.entries()) {
        if (known.some((each) => matches(file, each))) continue;
        const message = `no source is called so${hint(file, known)}`;
        addIssue({ code: 'custom', path: [i], message });
      }
    });
};

/** `loop/examples/*.ts` */
export function matches(pattern: string, file: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined
    ? file === pattern
    : file.startsWith(start) && file.endsWith(end);
}
