import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { open, PATHS, useBrowser } from './pages.ts';

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

describe('every page', () => {
  it('says nothing in the console, and asks nothing of another host', async () => {
    const { page, complaints, strangers } = await open('/zh/');
    const pages = PATHS.filter(
      (path) => path !== '/' && !path.startsWith('/en/source/loop/'),
    );
    for (const path of pages) {
      await page.goto(inject('origin') + path);
    }
    console.log(`${pages.length} pages`);
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  }, 120_000);
});

describe('links', () => {
  it('lead to pages and places that exist', async () => {
    const missing = new Set<string>();
    for (const path of PATHS) {
      const html = pageOf(path);
      for (const [, href = ''] of html.matchAll(/<a\b[^>]*?\bhref="([^"]+)"/g)) {
        if (/^[a-z]+:/.test(href)) continue;
        const { pathname, hash } = new URL(href, `http://site${path}`);
        const place = decodeURIComponent(hash.slice(1));
        if (!PATHS.includes(pathname)) missing.add(`${path} → ${href}`);
        else if (place && !hasId(pageOf(pathname), place))
          missing.add(`${path} → ${href}`);
      }
    }
    expect([...missing]).toEqual([]);
  });

  it('outward lead to https only', () => {
    const outward = PATHS.flatMap((path) => [
      ...pageOf(path).matchAll(/href="(http:[^"]+)"/g),
    ]);
    expect(outward.map(([, href]) => href)).toEqual([]);
  });
});

describe('a page that does not exist', () => {
  it('says so in both languages, with a way back', async () => {
    const { page } = await open('/404.html');
    expect(await page.locator('main a').count()).toBeGreaterThan(0);
    expect(await page.locator('main').textContent()).toMatch(/[一-鿿]/);
  });
});

function pageOf(path: string): string {
  return readFileSync(`dist${path.endsWith('/') ? `${path}index.html` : path}`, 'utf8');
}

function hasId(html: string, id: string): boolean {
  return html.includes(` id="${id}"`);
}
