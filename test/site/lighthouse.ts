/**
 * `npm run lighthouse`: what Lighthouse says of the built pages on a slow phone. Not a
 * test, for it measures speed. The figures are shown on the about page of the next build.
 * Lighthouse is fetched when it is first needed: it is larger than all the rest together.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'astro';
import type { Scores } from '../../site/benchmarks/measured.ts';
import { findBrowser } from './browser.ts';
import { MEASURED } from './measured.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';

interface Result {
  categories: Record<string, { score: number }>;
  audits: Record<string, { numericValue: number }>;
}

async function measure(url: string): Promise<Result> {
  const output = join(mkdtempSync(join(tmpdir(), 'ioloop-lighthouse-')), 'report.json');
  const flags = ['--output=json', `--output-path=${output}`, '--quiet'];
  const chrome = '--chrome-flags=--headless --no-sandbox --disable-gpu';
  const command = ['exec', '--yes', '--', LIGHTHOUSE, url, ...flags, chrome];
  const env = { ...process.env, CHROME_PATH: findBrowser() };
  // Not spawnSync: the server that Lighthouse looks at is in this very process.
  const [status] = await once(spawn('npm', command, { env, stdio: 'inherit' }), 'exit');
  if (status !== 0) throw new Error(`Lighthouse could not look at ${url}`);
  return JSON.parse(readFileSync(output, 'utf8'));
}

function scoresOf(page: string, { categories, audits }: Result): Scores {
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const ms = (name: string) => Math.round(audits[name]?.numericValue ?? 0);
  return {
    page,
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    seo: score('seo'),
    blocking: ms('total-blocking-time'),
    paint: ms('largest-contentful-paint'),
  };
}

if (!existsSync('dist/index.html')) throw new Error('No site in dist/: npm run build');
const server = await preview({ server: { host: 'localhost', port: 4480 } });
const pages = MEASURED.flatMap((page) =>
  ['zh', 'en'].map((lang) => `/${lang}/${page}`),
);
const scores: Scores[] = [];
for (const [i, page] of pages.entries()) {
  console.log(`▸ Lighthouse ${i + 1} of ${pages.length}: ${page}`);
  scores.push(scoresOf(page, await measure(`http://localhost:${server.port}${page}`)));
}
await server.stop();
writeFileSync(
  '.generated/lighthouse.json',
  JSON.stringify({ date: new Date().toISOString(), scores }, null, 1),
);
console.table(scores);
