/**
 * Columns, from what runs back to what was written. sucrase keeps the lines but takes
 * the types out, so behind one a column is too small; its source map has the rest.
 */

import { decode } from '@jridgewell/sourcemap-codec';

/** The column in the source, from 1, for a line and column of the code, from 1. */
export function originalColumn(mappings: string, line: number, column: number): number {
  const segments = decode(mappings)[line - 1] ?? [];
  const [there = 0, , , here = 0] = segments.findLast(([at]) => at < column) ?? [];
  return here + column - there;
}
