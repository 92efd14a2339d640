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

const SPAN = 64 * 1024; // bytes that a match of a regex may be long

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
  options: SearchOptions = {},
): Target {
  const maxBytes = limitOf(options);
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
 * All up to the end of the first match, which is at most 64 KiB long. To the regex each
 * byte is one character, U+0000 to U+00FF.
 *
 * A regex cannot go on where it left off: `/a.*b/s` may have begun anywhere. So when no
 * match was found, the next look begins 64 KiB before the end: however much comes, and
 * however small the pieces, each look costs the same.
 */
export function regex(wanted: RegExp, options: SearchOptions = {}): Target {
  if (!(wanted instanceof RegExp)) throw new TypeError(`No regex: ${String(wanted)}`);
  const maxBytes = limitOf(options);
  const search = new RegExp(wanted.source, `${wanted.flags.replace(/[gy]/g, '')}g`);
  let from = 0; // no match begins before
  return (input) => {
    const start = Math.max(0, from - SPAN); // what is before counts for ^, \b, (?<=…)
    search.lastIndex = from - start;
    const match = search.exec(input.text(start));
    if (!match) from = Math.max(0, input.size - SPAN);
    const end = match ? start + match.index + match[0].length : null;
    return within(maxBytes, end, input, wanted);
  };
}

/** All there is, when no more will come. */
export const toTheEnd: Target = ({ size }, ended) => (ended ? size : null);

function limitOf({ maxBytes = Infinity }: SearchOptions): number {
  if (maxBytes >= 0) return maxBytes;
  throw new RangeError(`maxBytes is ≥ 0, got ${String(maxBytes)}`);
}

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
