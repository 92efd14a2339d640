import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { open, useBrowser } from './pages.ts';

useBrowser();

const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const MANY = 25; // of each kind

/** A thousand tests, or lines, stand there in one and the same way: some will do. */
async function thinOut(page: Page): Promise<void> {
  await page.evaluate((many) => {
    for (const alike of [
      'li.test',
      'li.item',
      'li.claim',
      '.ln',
      '.note',
      '.pl',
      '.run-table tr',
    ]) {
      for (const more of [...document.querySelectorAll(alike)].slice(many))
        more.remove();
    }
  }, MANY);
}

/** A player opens when it comes into view. */
async function openPlayers(page: Page): Promise<void> {
  for (const player of await page.locator('[data-replay]').all()) {
    await player.scrollIntoViewIfNeeded();
    await player.and(page.locator('.ready')).waitFor();
  }
}

/** Two frames on: what answers to a change of the window has answered. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** What axe finds wrong, in words. */
async function violations(page: Page): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } }, // not asked for by default
  };
  const results = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  return (results as AxeResults).violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}

// One page of each kind. The editions differ in what they show, not in their markup.
const KINDS = [
  '/zh/',
  '/zh/chapters/',
  '/zh/chapters/last-line/',
  '/zh/source/',
  '/zh/source/loop/core/poll-ioloop.ts/',
  '/zh/source/native/epoll.cc/',
  '/zh/tests/',
  '/zh/tests/loop/timeouts/',
  '/zh/behaviours/',
  '/zh/about/',
  '/zh/benchmarks/',
  '/zh/errata/',
  '/zh/others/',
  '/zh/teach/',
  '/zh/teach/grading/',
  '/zh/replays/',
  '/zh/replays/clock-twice/',
  '/zh/exercises/',
  '/zh/exercises/starved-socket/',
  '/zh/playground/',
  '/en/',
  '/404.html',
];

describe.each(KINDS)('%s', (path) => {
  it('has nothing that axe objects to, on a phone by day and on a desk by night', async () => {
    const { page } = await open(path, { bypassCSP: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await openPlayers(page);
    if (path.endsWith('/playground/')) await page.locator('.cm-content').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await thinOut(page);
    await page.evaluate(AXE);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(page); // drawings are made anew for the new width
    expect(await violations(page)).toEqual([]);
  }, 60_000);
});
