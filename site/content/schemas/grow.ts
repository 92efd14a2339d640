/** content/grow/grow.yaml */

import { z } from 'zod';
import { pair, text } from '../shapes.ts';

export const grow = z.array(
  z.strictObject({
    id: text, // the slug of its chapter
    adds: pair,
    /** What the program is run with. */
    arguments: z.array(text).default([]),
    environment: z.record(z.string(), z.string()).default({}),
    /** Who does what, and what the server has then printed. */
    visit: z.array(z.strictObject({ do: text, until: text.optional() })),
  }),
);

export type Step = z.output<typeof grow>[number]['visit'][number];
