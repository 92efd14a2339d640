/** The site's own speed: how long a build takes, and what the built pages weigh. */

import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { gzipped, scriptsOf, stylesOf } from '../../site/weights.ts';
import type { Part, Row } from '../part.ts';
import { round } from '../statistics.ts';

/** What a build keeps from the one before, and nothing that it cannot make again. */
const CACHES = '.generated/{names.json,replays,compiled}';

const PAGES = [
  '',
  'source/loop/poll-ioloop.ts/',
  'replays/next-turn/',
  'chapters/one-turn/',
  'exercises/starved-socket/',
  'tests/loop/timeouts/',
  'behaviours/',
  'benchmarks/',
];

export function site(): Part {
  async function measure(step: (name: string) => void): Promise<Row[]> {
    for (const cache of globSync(CACHES)) rmSync(cache, { recursive: true });
    for (const cache of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'])
      rmSync(cache, { recursive: true, force: true });
    const rows: Row[] = [];
    for (const name of ['cold', 'warm']) {
      rows.push({ kind: 'build', build: name, cost: build() });
      step(`site: ${name}`);
    }
    return [...rows, ...PAGES.flatMap(weights)];
  }
  return { id: 'site', steps: 2, measure };
}

function kilobytes(files: string[]): number {
  return round(gzipped(files) / 1000);
}

/** In seconds. */
function build(): number {
  const start = performance.now();
  const { status } = spawnSync('astro', ['build', '--silent'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The site cannot be built');
  return round((performance.now() - start) / 1000);
}

/** One row; none for a page that this site does not have. */
function weights(page: string): Row[] {
  const path = `/zh/${page}`;
  const file = `dist${path}index.html`;
  if (!existsSync(file)) return [];
  const html = readFileSync(file, 'utf8');
  const weight = {
    markup: kilobytes([file]),
    style: kilobytes(stylesOf(html)),
    script: kilobytes(scriptsOf(html)),
  };
  return [{ kind: 'page', page: path, ...weight, ...lighthouse(path) }];
}

/** What `npm run lighthouse` has said of the page, if it has. */
function lighthouse(page: string): Row {
  const path = '.generated/lighthouse.json';
  if (!existsSync(path)) return {};
  const { scores } = JSON.parse(readFileSync(path, 'utf8'));
  const found = scores.find((score: Row) => score.page === page);
  return found ? { performance: found.performance, paint: found.paint } : {};
}
