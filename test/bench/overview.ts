/** What came out, for the terminal: medians, and how each compares with the first. */

import type { Row } from './part.ts';
import { round } from './statistics.ts';

const UNITS: Record<string, string> = {
  http: 'µs CPU for a request',
  timers: 'µs CPU for a timer',
  callbacks: 'µs CPU for a callback',
  wakes: 'µs CPU for a wake-up',
  startup: 'ms until it has ended',
  memory: 'bytes for a connection',
  site: 's for a build',
};

export function overview(found: Record<string, readonly Row[]>): string[] {
  return Object.entries(found).flatMap(([id, rows]) => [
    `── ${id}, ${UNITS[id]} ──`,
    ...rows.filter((row) => 'cost' in row).map((row) => line(row, rows)),
  ]);
}

function line(row: Row, rows: readonly Row[]): string {
  const names = ['task', 'count', 'poller', 'idle', 'build', 'contender'];
  const name = names.flatMap((key) => (key in row ? [row[key]] : [])).join(' ');
  const first = rows.find(
    (other) => other.task === row.task && other.count === row.count,
  );
  const ratio = Number(row.cost) / Number(first?.cost);
  const compared = Number.isFinite(ratio) ? `× ${round(ratio)}` : '';
  const range = 'min' in row ? `${row.min}–${row.max}` : '';
  return `  ${name.padEnd(28)}${`${row.cost}`.padStart(8)}  ${range.padEnd(18)}${compared}`;
}
