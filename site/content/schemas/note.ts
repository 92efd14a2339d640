/** content/notes/…yaml: notes on a source file, in the order in which they are read. */

import { z } from 'zod';
import { CONCEPT_NAMES } from '../../ui/concepts.ts';
import { man } from '../shapes.ts';

/** `seen` of a note that nobody has signed yet. */
export const UNSIGNED = 'new';

/** Left empty it is missed where the note is placed, with all else that is wrong there. */
const prose = z
  .string()
  .nullish()
  .transform((value) => value?.trim() ?? '');

export const note = z.strictObject(
  {
    /** Public: links end in it. Once published it stays, or leaves a redirect. */
    id: z.string().min(1, 'is missing'),
    /** `PollIOLoop.#runCallbacks`, `InitEpoll`, `(file)`: see symbols.ts. */
    symbol: prose,
    /** One or more lines, found exactly once inside the symbol. */
    quote: prose,
    /** The symbol's signature when a person last read both texts beside it; or `new`. */
    seen: z
      .union([z.string(), z.number()], 'is not a signature')
      .nullish()
      .transform((seen) => `${seen ?? UNSIGNED}`),
    zh: prose,
    en: prose,
    concept: z.enum(CONCEPT_NAMES).optional(),
    tornado: z.string().optional(),
    behaviour: z.array(z.int(), 'is not a list of numbers').optional(),
    man: man.optional(),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? `is not a note: ${BEGINS}` : undefined,
  },
);

const BEGINS = 'it begins with `- id: …`';

export const notes = z
  .array(note, `is not a list of notes: each begins with \`- id: …\``)
  .nullable()
  .transform((list) => list ?? []);
