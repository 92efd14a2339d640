/**
 * What the programs of the figures share. Each measures one thing, and prints what it
 * found as JSON: an array of rows. With `--tiny` it only shows that it works.
 */

import { parseArgs } from 'node:util';

export type Row = Record<string, number | string>;

/** Takes the program's number of rounds, messages …, or a very small one instead. */
export type Size = (full: number, tiny: number) => number;

export async function print(measure: (size: Size) => Row[] | Promise<Row[]>) {
  const { values } = parseArgs({ options: { tiny: { type: 'boolean' } } });
  const rows = await measure((full, tiny) => (values.tiny ? tiny : full));
  console.log(JSON.stringify(rows));
  process.exit(0); // whatever threads are left
}

/** CPU time of this thread so far, user and system, in µs. */
export function threadCpu(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** Numbers that look random and are the same in each run. Between 0 and 1. */
export function randomNumbers(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
