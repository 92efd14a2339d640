/** The site's own speed: a build, what the built pages weigh, how the player steps. */

import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { MEASURED } from '../../site/measured.ts';
import { gzipped, scriptsOf, stylesOf } from '../../site/weights.ts';
import type { Part, Row } from '../part.ts';
import { round } from '../statistics.ts';
import { player, RATES } from './player.ts';

/** What a build keeps from the one before, and nothing that it cannot make again. */
const CACHES = '.generated/{names.json,tokens.json,replays,compiled}';

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
    return [...rows, ...MEASURED.flatMap(weights), ...(await player(step))];
  }
  return { id: 'site', steps: 2 + RATES.length, measure };
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
