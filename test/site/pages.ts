/** A real browser on the built pages. */

import { globSync, readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { launch } from './browser.ts';

let browser: Browser;

/** To call once in each file. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser?.close());
}

export const HEART = 'source/loop/core/poll-ioloop.ts/';

/** The addresses that files of source once had, and where they lead now. */
export const MOVED = Object.entries<string>(
  parse(readFileSync('content/moved.yaml', 'utf8')),
);
const OLD = MOVED.map(([path]) => path);

/** Every page of the built site, as the path that a reader would ask for. */
export const PATHS = globSync('dist/**/*.html')
  .filter((file) => !OLD.some((path) => file.endsWith(`/source/${path}/index.html`)))
  .map((file) => file.replace(/^dist\//, '/').replace(/index\.html$/, ''))
  .sort();

export interface Opened {
  page: Page;
  /** What the console said that a reader should not have to see. */
  complaints: string[];
  /** What was asked of other hosts. */
  strangers: string[];
}

/** Opens a page of the site in a context of its own: no storage, no cache. */
export async function open(
  path: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const origin = inject('origin');
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const own = request.url().startsWith(origin) || request.url().startsWith('blob:');
    if (!own) strangers.push(request.url());
  });
  await page.goto(origin + path, { waitUntil: 'load' });
  return { page, complaints, strangers };
}

export async function choose(page: Page, reading: 'zh' | 'en' | 'both'): Promise<void> {
  await page.locator(`label:has(#l-${reading})`).click();
}

/** How far below the top of the window an element is, in px. */
export function topOf(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .evaluate((element) => element.getBoundingClientRect().top);
}
