/** What `npm run bench` has measured and somebody has committed. */

import results from '../../content/benchmarks/results.json' with { type: 'json' };
import type { Row } from './figures/chart.ts';
import type { Machine, Missing } from './measured.ts';

export interface PartResult {
  readonly machine: Machine;
  readonly versions: Record<string, string>;
  readonly missing: readonly Missing[];
  readonly rows: readonly Row[];
}

/** A part that nobody has measured is not there, and its section says so. */
export const parts = results as unknown as Partial<Record<string, PartResult>>;

/** The rows of a part, with what each costs in relation to one of them. */
export function comparedWith(
  rows: readonly Row[],
  contender: string,
): (Row & { ratio: number })[] {
  return rows.map((row) => {
    const other = rows.find((each) => {
      const same = each.task === row.task && each.count === row.count;
      return same && each.contender === contender;
    });
    return { ...row, ratio: Number(row.cost) / Number(other?.cost) };
  });
}
