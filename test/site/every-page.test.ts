import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { brokenLinks } from './links.ts';
import { open, PATHS, useBrowser } from './pages.ts';

useBrowser();

describe('every page', () => {
  it('says nothing in the console, and asks nothing of another host', async () => {
    const { page, complaints, strangers } = await open('/zh/');
    // Both editions of a page are made alike, and so are many pages of a kind.
    const alike = [
      /^\/en\/(source|tests|chapters|replays|exercises|book|teach)\/./,
      /^\/zh\/source\/loop\/(examples|net)\/(?!iostream)/,
      /^\/zh\/exercises\/(?!predict-order|starved|timeout-heap)./,
      /^\/zh\/tests\/(?!loop\/[a-p])./,
      /^\/$/,
    ];
    const pages = PATHS.filter((path) => !alike.some((kind) => kind.test(path)));
    for (const path of pages) {
      await page.goto(inject('origin') + path);
    }
    console.log(`${pages.length} pages`);
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  }, 120_000);
});

describe('links', () => {
  it('lead to pages and places that exist', () => {
    expect(brokenLinks('dist')).toEqual([]);
  });

  it('outward lead to https only', () => {
    const outward = PATHS.flatMap((path) => [
      ...pageOf(path).matchAll(/<a\b[^>]*href="(http:[^"]+)"/g),
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
