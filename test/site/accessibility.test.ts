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
const PHONE = { viewport: { width: 390, height: 844 } };

/** What axe finds wrong, in words. By night, only what night changes: the contrast. */
async function violations(page: Page, scheme: 'light' | 'dark'): Promise<string[]> {
  const rules = scheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
  // A thousand tests are listed in one and the same way: sixty of them will do.
  await page.evaluate(() => {
    for (const more of [...document.querySelectorAll('li.test')].slice(60))
      more.remove();
  });
  await page.evaluate(AXE);
  const results = await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`);
  return (results as AxeResults).violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`),
  );
}

// One page of each kind. The editions differ in what they show, not in their markup.
const KINDS = [
  '/zh/',
  '/zh/source/',
  '/zh/source/loop/poll-ioloop.ts/',
  '/zh/source/native/epoll.cc/',
  '/zh/tests/',
  '/en/',
  '/404.html',
];

describe.each(KINDS)('%s', (path) => {
  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to (%s)',
    async (scheme) => {
      const { page } = await open(path, { colorScheme: scheme, bypassCSP: true });
      expect(await violations(page, scheme)).toEqual([]);
    },
    60_000,
  );

  it('needs no sideways scrolling on a phone', async () => {
    const { page } = await open(path, PHONE);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
