/**
 * Measures the figures of the site, and writes them down: `npm run figures [-- ID …]`.
 *
 * Each is a program of its own in figures/, which prints its rows. Figures that are not
 * measured anew stay as they are, with the machine and the day they came from.
 */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { FIGURES, type FigureId } from '../../site/benchmarks/figures/ids.ts';
import type { Machine } from '../../site/benchmarks/measured.ts';
import { withDescriptors } from './descriptors.ts';
import type { Row } from './figures/program.ts';
import { machine } from './machine.ts';

const RESULTS = 'content/benchmarks/figures.json';

interface Measured {
  readonly machine: Machine;
  readonly rows: Row[];
}

const DESCRIPTORS = 50_200; // for fifty thousand connections

export async function measure(id: FigureId, args: string[] = []): Promise<Row[]> {
  const command = [process.execPath, `test/bench/figures/${id}.ts`, ...args];
  const { stdout } = await promisify(execFile)(
    ...withDescriptors(DESCRIPTORS, command),
  );
  return JSON.parse(stdout) as Row[];
}

function read(): Record<string, Measured> {
  return existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
}

/** One row to a line: what changes from one day to the next can be read in a diff. */
function write(results: Record<string, Measured>): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((id) => !FIGURES.some((known) => known === id));
  if (unknown !== undefined) {
    console.error(`No figure '${unknown}'. Known: ${FIGURES.join(', ')}`);
    process.exit(2);
  }
  const ids = FIGURES.filter((id) => wanted.length === 0 || wanted.includes(id));
  for (const [i, id] of ids.entries()) {
    const start = performance.now();
    process.stdout.write(`${i + 1}/${ids.length}  ${id} … `);
    const rows = await measure(id);
    write({ ...read(), [id]: { machine: machine(), rows } });
    console.log(`${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
