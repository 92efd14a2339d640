/** What `npm run figures` has measured and somebody has committed. */

import results from '../../../content/benchmarks/figures.json' with { type: 'json' };
import type { Machine } from '../measured.ts';
import type { Row } from './chart.ts';

interface Measured {
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** Throws for one that nobody has measured: a page shows no number it does not have. */
export function measured(id: string): Measured {
  const found = (results as Record<string, Measured>)[id];
  if (!found) throw new Error(`Not measured: run \`npm run figures -- ${id}\``);
  return found;
}
