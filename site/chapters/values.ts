/**
 * Numbers that were measured stand in no sentence: `<Value figure="epoll-thresholds"
 * where="kind=tcp" column="share" />` takes one from the data of the figure.
 */

import { readFileSync } from 'node:fs';
import type { Props } from './components.ts';
import type { Row } from './known.ts';

export function measuredValue({ figure, where, column }: Props): string {
  const all = JSON.parse(readFileSync('content/benchmarks/figures.json', 'utf8'));
  const { rows } = all[String(figure)] as { rows: Row[] };
  return String(rowsWhere(rows, String(where))[0]?.[String(column)]);
}

/** What is wrong with naming a number so, if anything is. */
export function faultIn(
  rows: readonly Row[],
  where: string,
  column: string,
): string | undefined {
  const found = rowsWhere(rows, where);
  if (found.length !== 1) return `${found.length} rows have ${where}`;
  const columns = Object.keys(found[0] ?? {});
  return columns.includes(column)
    ? undefined
    : `no column ${column}: ${columns.join()}`;
}

/** `processes=1 connections=10` */
function rowsWhere(rows: readonly Row[], where: string): Row[] {
  const wanted = where.split(' ').map((part) => part.split('='));
  const has = (row: Row) =>
    wanted.every(([key = '', value]) => String(row[key]) === value);
  return rows.filter(has);
}
