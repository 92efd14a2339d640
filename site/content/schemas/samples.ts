/** content/playground/samples.yaml: programs to begin with, each beside it as `id`.ts. */

import { z } from 'zod';
import { once, pair } from '../shapes.ts';

const sample = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/, 'is not like last-line'),
  title: pair,
  about: pair,
});

export const samples = z
  .array(sample)
  .check(once<z.output<typeof sample>>(({ id }) => id));
