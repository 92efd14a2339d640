/**
 * A note: what a reader is told about a line or two of source, in two languages. It is
 * tied to a symbol and to quoted text, never to a line number: line numbers go wrong
 * in silence, a quote that is gone says so.
 */

import type { z } from 'zod';
import type { note } from '../../content/schemas/note.ts';

export { UNSIGNED } from '../../content/schemas/note.ts';

export type Note = z.output<typeof note>;

/** A note with its lines, counted from 1: `from`-`to` are those of the quote. */
export interface PlacedNote extends Note {
  from: number;
  to: number;
  symbolFrom: number;
  symbolTo: number;
}
