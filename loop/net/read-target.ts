/**
 * What a read waits for. A target looks at the unread bytes and says how many of them
 * are the answer, or null: not yet.
 *
 * It is asked again whenever more has come, and must not start from the beginning each
 * time: a megabyte that comes in a thousand pieces would be looked through a thousand
 * times. So a target remembers how far it has looked.
 */

import { UnsatisfiableReadError } from './errors.ts';
import type { ReadBuffer } from './read-buffer.ts';

/** `ended`: no more will come. Throws UnsatisfiableReadError when it never can. */
export type Target = (input: ReadBuffer, ended: boolean) => number | null;

export interface SearchOptions {
  /** The answer is at most so long. One that is longer closes the stream. */
  maxBytes?: number;
}

/** Calls `again` in a while, and asks the target after it. */
export type Postpone = (again: () => void) => void;

const CHEAP = 64 * 1024; // bytes a regex may look through each time something comes

/** So many bytes; with `partial`, as many as there are, and at least one. */
export function bytes(count: number, partial: boolean): Target {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`The number of bytes is an integer ≥ 0, got ${count}`);
  }
  return ({ size }) => {
    if (size >= count) return count;
    return partial && size > 0 ? size : null;
  };
}

/** All up to the delimiter, and the delimiter. */
export function delimiter(
  wanted: string | Uint8Array,
  { maxBytes = Infinity }: SearchOptions = {},
): Target {
  const bytes = Buffer.from(wanted);
  if (bytes.length === 0) throw new RangeError('The delimiter is empty');
  let from = 0; // it does not begin before
  return (input) => {
    const start = input.indexOf(bytes, from);
    // Its first bytes may be the last that we have: look at those again.
    if (start < 0) from = Math.max(0, input.size - bytes.length + 1);
    const end = start < 0 ? null : start + bytes.length;
    return within(maxBytes, end, input, wanted);
  };
}

/**
 * All up to the end of the first match. To the regex each byte is one character, U+0000
 * to U+00FF.
 *
 * A regex cannot go on where it left off: `/a.*b/s` may have begun anywhere. Up to
 * 64 KiB it looks at all there is, each time. Beyond, it waits until that has doubled;
 * and as nothing more may come, it also asks `later` to be asked again in a while.
 */
export function regex(
  wanted: RegExp,
  later: Postpone,
  { maxBytes = Infinity }: SearchOptions = {},
): Target {
  let enough = 0; // with fewer bytes, another look is not worth its while
  let postponed = false;
  const postpone = () => {
    if (!postponed) later(again);
    postponed = true;
    return null;
  };
  const again = () => {
    enough = 0;
    postponed = false;
  };
  return (input, ended) => {
    if (input.size < enough && !ended) return postpone();
    wanted.lastIndex = 0; // where a regex with the flag `g` or `y` begins
    const match = wanted.exec(input.text());
    if (!match && input.size > CHEAP) enough = 2 * input.size;
    const end = match ? match.index + match[0].length : null;
    return within(maxBytes, end, input, wanted);
  };
}

/** All there is, when no more will come. */
export const toTheEnd: Target = ({ size }, ended) => (ended ? size : null);

function within(
  maxBytes: number,
  end: number | null,
  input: ReadBuffer,
  wanted: unknown,
): number | null {
  // Not found in so many bytes, it cannot end within them any more.
  if ((end ?? input.size + 1) > maxBytes) {
    throw new UnsatisfiableReadError(wanted, maxBytes);
  }
  return end;
}
