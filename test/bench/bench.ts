/**
 * The benchmark: `npm run bench [-- --quick] [--only PART …] [--out FILE]`.
 *
 * Measures the loop beside its peers, prints how far it is, and writes what it found
 * into content/benchmarks/results.json. `--quick` takes less than a minute and writes
 * elsewhere, as its numbers are too rough to be shown.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { measure as measureFigure } from './figures.ts';
import { machine } from './machine.ts';
import { overview } from './overview.ts';
import type { Part, Row } from './part.ts';
import { http } from './parts/http.ts';
import { memory } from './parts/memory.ts';
import { startup } from './parts/startup.ts';
import { tasks } from './parts/tasks.ts';
import { allMissing, versions } from './peers.ts';

const RESULTS = 'content/benchmarks/results.json';
const QUICK_RESULTS = '.generated/bench/quick.json';

const PARTS: Record<string, (quick: boolean) => Part | Promise<Part>> = {
  http: (quick) =>
    http({ connections: 50, seconds: quick ? 1 : 3, rounds: quick ? 1 : 7 }),
  timers: (quick) =>
    quick
      ? tasks('timers', ['fire', 'cancel'], [10_000], 1)
      : tasks('timers', ['fire', 'cancel'], [1000, 10_000, 100_000, 1_000_000], 3),
  callbacks: (quick) =>
    tasks('callbacks', ['chain'], [quick ? 50_000 : 1_000_000], quick ? 1 : 5),
  wakes,
  startup: (quick) => startup(quick ? 2 : 15),
  memory: (quick) => memory(quick ? 500 : 10_000, quick ? 1 : 3),
};

/** The figure of chapter 1 is this very measurement. */
function wakes(quick: boolean): Part {
  const args = quick ? ['--tiny'] : [];
  return { id: 'wakes', steps: 1, measure: () => measureFigure('wake-cost', args) };
}

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
      out: { type: 'string' },
    },
  });
  const unknown = values.only.find((id) => !Object.hasOwn(PARTS, id));
  if (unknown) throw new Error(`No part '${unknown}'. Known: ${Object.keys(PARTS)}`);
  return { ...values, out: values.out ?? (values.quick ? QUICK_RESULTS : RESULTS) };
}

async function measureAll(parts: Part[]): Promise<Record<string, Row[]>> {
  const format = '{bar} {value}/{total}  about {eta_formatted} left  {name}';
  const options = { format, etaBuffer: 20, noTTYOutput: true, notTTYSchedule: 10_000 };
  const bar = new SingleBar({ ...options, stream: process.stdout, hideCursor: true });
  bar.start(
    parts.reduce((sum, { steps }) => sum + steps, 0),
    0,
    { name: '' },
  );
  const found: Record<string, Row[]> = {};
  for (const part of parts) {
    found[part.id] = await part.measure((name) => bar.increment({ name }));
  }
  bar.stop();
  return found;
}

/** Parts that were not measured stay, with the day and the machine they came from. */
function write(found: Record<string, Row[]>): void {
  const about = { machine: machine(), versions: versions(), missing };
  const before = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : {};
  const now = Object.entries(found).map(([id, rows]) => [id, { ...about, rows }]);
  const all = { ...before, ...Object.fromEntries(now) };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(all, null, 2)}\n`);
}

const { quick, only, out } = options();
const missing = allMissing();
for (const { peer, hint } of missing) console.log(`Without ${peer}: ${hint}`);
const parts: Part[] = [];
for (const id of only) parts.push((await PARTS[id]?.(quick)) as Part);
const found = await measureAll(parts);
write(found);
console.log(`\n${overview(found).join('\n')}\n\n${out}`);
process.exit(0);
