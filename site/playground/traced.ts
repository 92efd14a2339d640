/** A program with what was put into it, and the way back to what was written. */

/** What the program calls before each statement; `play.ts` puts it there. */
export const CALL = '__line';

export interface Inserted {
  readonly at: number; // in the text as it was
  readonly text: string;
}

export interface Traced {
  readonly written: string;
  readonly text: string;
  readonly inserted: readonly Inserted[];
}

/** Where each line begins. */
export function startsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

/** The column that `column` of the traced text was before, both from 1. */
export function columnOf(
  { written, inserted }: Traced,
  line: number,
  column: number,
): number {
  const starts = startsOf(written);
  const start = starts[line - 1] ?? 0;
  const end = starts[line] ?? Infinity;
  const own = inserted.filter(({ at }) => start <= at && at < end);
  return own.reduce((shifted, { at, text }) => {
    const before = at - start + 1 <= shifted - text.length;
    return before ? shifted - text.length : shifted;
  }, column);
}
