import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { open, PATHS, useBrowser } from './pages.ts';

useBrowser();

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
