/**
 * The benchmark: `npm run bench [-- --quick] [--only PART] [--rounds N] [--out FILE]`.
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
import { site } from './parts/site.ts';
import { startup } from './parts/startup.ts';
import { tasks } from './parts/tasks.ts';
import { allMissing, versions } from './peers.ts';

const RESULTS = 'content/benchmarks/results.json';
const QUICK_RESULTS = '.generated/bench/quick.json';

interface Scale {
  readonly quick: boolean;
  /** So many rounds, if nobody has asked for another number. */
  rounds(usual: number): number;
}

const COUNTS = [1000, 10_000, 100_000, 1_000_000];

const PARTS: Record<string, (scale: Scale) => Part | Promise<Part>> = {
  http: ({ quick, rounds }) =>
    http({ connections: 50, seconds: quick ? 1 : 3, rounds: rounds(7) }),
  timers: ({ quick, rounds }) =>
    tasks('timers', ['fire', 'cancel'], quick ? [10_000] : COUNTS, rounds(3)),
  callbacks: ({ quick, rounds }) =>
    tasks('callbacks', ['chain'], [quick ? 50_000 : 1_000_000], rounds(5)),
  wakes,
  startup: ({ rounds }) => startup(rounds(15)),
  memory: ({ quick, rounds }) => memory(quick ? 500 : 10_000, rounds(3)),
  site,
};

/** The site is only measured when asked for: it has to be built for that, twice. */
const USUAL = Object.keys(PARTS).filter((id) => id !== 'site');

/** The figure of chapter 1 is this very measurement. */
function wakes({ quick }: Scale): Part {
  const args = quick ? ['--tiny'] : [];
  return { id: 'wakes', steps: 1, measure: () => measureFigure('wake-cost', args) };
}

function options() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: USUAL },
      rounds: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const unknown = values.only.find((id) => !Object.hasOwn(PARTS, id));
  if (unknown) throw new Error(`No part '${unknown}'. Known: ${Object.keys(PARTS)}`);
  const rounds = (usual: number) => Number(values.rounds ?? (values.quick ? 1 : usual));
  return {
    ...values,
    rounds,
    out: values.out ?? (values.quick ? QUICK_RESULTS : RESULTS),
  };
}

async function measureAll(parts: Part[]): Promise<Record<string, Row[]>> {
  const format = '{bar} {value}/{total}  about {eta_formatted} left  {name}';
  const options = { format, etaBuffer: 20, noTTYOutput: true, notTTYSchedule: 10_000 };
  const bar = new SingleBar({ ...options, stream: process.stdout, hideCursor: true });
  const steps = parts.reduce((sum, part) => sum + part.steps, 0);
  bar.start(steps, 0, { name: '' });
  const found: Record<string, Row[]> = {};
  for (const part of parts) {
    found[part.id] = await part.measure((name) => bar.increment({ name }));
    write(part.id, found[part.id] ?? []); // at once: a long run may be broken off
  }
  bar.stop();
  return found;
}

/** Parts that were not measured stay, with the day and the machine they came from. */
function write(id: string, rows: Row[]): void {
  const before = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : {};
  const part = { machine: machine(), versions: versions(), missing, rows };
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify({ ...before, [id]: part }, null, 2)}\n`);
}

const { only, out, ...scale } = options();
const missing = allMissing();
for (const { peer, hint } of missing) console.log(`Without ${peer}: ${hint}`);
const parts: Part[] = [];
for (const id of only) parts.push((await PARTS[id]?.(scale)) as Part);
const found = await measureAll(parts);
console.log(`\n${overview(found).join('\n')}\n\n${out}`);
process.exit(0);
