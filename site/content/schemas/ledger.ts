/** content/notes/ids.yaml: the ids of notes that were ever published. */

import { z } from 'zod';
import { once } from '../shapes.ts';

const ids = z.array(z.string()).check(once<string>((id) => id));

/** Of what is left empty, nothing. */
const map = <Value extends z.ZodType>(value: Value) =>
  z
    .record(z.string(), value)
    .nullish()
    .transform((entries) => new Map(Object.entries(entries ?? {})));

/** Source file → ids, in the order they were published; old id → new id. */
export const ledger = z
  .strictObject({
    published: map(ids.nullable().transform((list) => list ?? [])),
    redirects: map(z.string()),
  })
  .nullable()
  .transform((file) => file ?? { published: new Map(), redirects: new Map() });

export interface Ledger {
  published: Map<string, string[]>;
  redirects: Map<string, string>;
}
