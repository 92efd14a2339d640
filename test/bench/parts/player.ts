/**
 * How smoothly the player steps: an arrow key is held down on a run of over 600 steps, and
 * the browser's own trace says how many of the frames that the screen asked for were drawn.
 */

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { preview } from 'astro';
import type { Browser, Page } from 'playwright-core';
import { recordOwn } from '../../../site/replays/cli.ts';
import { launch } from '../../site/browser.ts';
import type { Row } from '../part.ts';
import { quantile, round } from '../statistics.ts';

const PROGRAM = 'test/bench/programs/timeouts.ts';
const RECORDING = '.generated/bench/timeouts.json';
const PRESSES = 600;
/** In a second: as fast as a keyboard repeats, and once in every frame. */
export const RATES = [30, 60];
const FRAME = 1000 / 60; // ms
const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

export async function player(step: (name: string) => void): Promise<Row[]> {
  spawnSync('node', ['test/site/browser.ts', '--install'], { stdio: 'inherit' });
  mkdirSync('.generated/bench', { recursive: true });
  writeFileSync(RECORDING, JSON.stringify(await recordOwn(PROGRAM)));
  const host = { host: 'localhost', port: 4490 };
  const server = await preview({ server: host, logLevel: 'error' });
  const browser = await launch();
  const rows: Row[] = [];
  for (const rate of RATES) {
    rows.push(await hold(browser, `http://localhost:${server.port}`, rate));
    step(`site: player, ${rate} steps a second`);
  }
  await browser.close();
  await server.stop();
  return rows;
}

async function hold(browser: Browser, origin: string, rate: number): Promise<Row> {
  const page = await opened(browser, origin);
  await browser.startTracing(page, { categories: TRACED });
  const start = performance.now();
  for (let i = 1; i <= PRESSES; i++) {
    await page.keyboard.down('ArrowRight');
    await sleep(Math.max(0, start + (i * 1000) / rate - performance.now()));
  }
  const took = performance.now() - start;
  const trace = JSON.parse((await browser.stopTracing()).toString());
  await page.close();
  return {
    kind: 'player',
    rate,
    steps: PRESSES,
    stepped: round((PRESSES / took) * 1000),
    ...framesOf(trace.traceEvents),
  };
}

async function opened(browser: Browser, origin: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${origin}/zh/replays/own/`);
  await page.setInputFiles('#own-file', RECORDING);
  await page.waitForSelector('.replay.ready');
  await page.locator('.film').press('Home'); // and there the keys go
  await page.locator('.film').press('Enter'); // line by line
  return page;
}

interface TraceEvent {
  name: string;
  ts: number; // µs
}

/** Of the frames of the trace: how many were drawn, and how far apart they came. */
function framesOf(events: TraceEvent[]): Row {
  const times = (name: string) =>
    events
      .filter((event) => event.name === name)
      .map(({ ts }) => ts / 1000)
      .sort((a, b) => a - b);
  const [asked, drawn] = [times('BeginFrame'), times('DrawFrame')];
  if (drawn.length < 2) throw new Error('The trace has no frames');
  const apart = drawn.slice(1).map((time, i) => time - (drawn[i] ?? 0));
  return {
    drawn: round((100 * drawn.length) / asked.length),
    median: round(quantile(apart, 0.5)),
    p99: round(quantile(apart, 0.99)),
    late: round((100 * apart.filter((ms) => ms > FRAME * 1.5).length) / apart.length),
  };
}
