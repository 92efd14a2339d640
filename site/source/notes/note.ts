/**
 * A note: what a reader is told about a line or two of source, in two languages. It is
 * tied to a symbol and to quoted text, never to a line number: line numbers go wrong
 * in silence, a quote that is gone says so.
 */

import type { Concept } from '../../ui/concepts.ts';

export interface Note {
  /** Public: links end in it. Once published it stays, or leaves a redirect. */
  id: string;
  /** `PollIOLoop.#runCallbacks`, `InitEpoll`, `(file)`: see symbols.ts. */
  symbol: string;
  /** One or more lines, found exactly once inside the symbol. */
  quote: string;
  /** The symbol's signature when a person last read both texts beside it; or `new`. */
  seen: string;
  zh: string;
  en: string;
  concept?: Concept;
  tornado?: string;
  behaviour?: number[];
  man?: string | string[];
}

/** A note with its lines, counted from 1: `from`-`to` are those of the quote. */
export interface PlacedNote extends Note {
  from: number;
  to: number;
  symbolFrom: number;
  symbolTo: number;
}

/** `seen` of a note that nobody has signed yet. */
export const UNSIGNED = 'new';
