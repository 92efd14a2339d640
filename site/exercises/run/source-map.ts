/**
 * Columns, from what runs back to what was written. sucrase keeps the lines but takes
 * the types out, so behind one a column is too small; its source map has the rest.
 *
 * A line of the map is a list of segments, each of them the differences to the one
 * before: column there, file, line and column here. Numbers are base 64, five bits in
 * each digit, the lowest first; the sixth bit says that another digit follows.
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The column in the source, from 1, for a line and column of the code, from 1. */
export function originalColumn(mappings: string, line: number, column: number): number {
  let here = 0; // counts on through the lines, as all fields do except the first
  let best: [there: number, here: number] = [0, 0];
  for (const [index, segments] of mappings.split(';').slice(0, line).entries()) {
    let there = 0;
    for (const segment of segments.split(',').filter(Boolean)) {
      const [step = 0, , , move = 0] = numbers(segment);
      there += step;
      here += move;
      if (index === line - 1 && there <= column - 1) best = [there, here];
    }
  }
  return best[1] + (column - 1 - best[0]) + 1;
}

function numbers(segment: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return found;
}
