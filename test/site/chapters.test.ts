import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { Entry } from '../../site/search/search.ts';
import { choose, open, topOf, useBrowser } from './pages.ts';

useBrowser();

const CHAPTER = 'chapters/last-line/';
const paragraph = (lang: string) => `#s5 .run > .tx[lang=${lang}] > :nth-child(2)`;

/** The paragraph under the eye, a third of the way down. */
async function readOn(page: Page): Promise<void> {
  await page.locator(paragraph('zh')).evaluate((element) => {
    scrollBy({ top: element.getBoundingClientRect().top - 260, behavior: 'instant' });
  });
}

const isShown = (page: Page, lang: string) =>
  page.locator(`#s1 .run .tx[lang=${lang}]`).first().isVisible();

describe('a chapter', () => {
  it('keeps the paragraph where it is when the language is changed', async () => {
    const { page } = await open(`/zh/${CHAPTER}`);
    await readOn(page);
    const before = await topOf(page, paragraph('zh'));
    await choose(page, 'en');
    expect(Math.abs((await topOf(page, paragraph('en'))) - before)).toBeLessThan(4);
    expect(page.url()).toBe(`${inject('origin')}/en/${CHAPTER}`);
    await choose(page, 'both');
    expect(Math.abs((await topOf(page, paragraph('en'))) - before)).toBeLessThan(4);
  });

  it('has both languages side by side in 双语, and its code once', async () => {
    const { page } = await open(`/zh/${CHAPTER}`);
    await choose(page, 'both');
    const [zh, en] = [await isShown(page, 'zh'), await isShown(page, 'en')];
    expect([zh, en]).toEqual([true, true]);
    const left = (lang: string) =>
      page.locator(paragraph(lang)).evaluate((p) => p.getBoundingClientRect().left);
    expect(await left('en')).toBeGreaterThan((await left('zh')) + 400);
    expect(await page.locator('.excerpt', { hasText: 'turn()' }).count()).toBe(3);
  });

  it('shows the source as it is, and leads to its page', async () => {
    const { page } = await open(`/en/${CHAPTER}`);
    await page
      .locator('.excerpt figcaption a', { hasText: 'poll-ioloop.ts' })
      .last()
      .click();
    await page.waitForURL('**/en/source/loop/core/poll-ioloop.ts/#PollIOLoop.start');
  });

  it('asks before it shows, and tells the answer to who has chosen', async () => {
    const { page } = await open(`/zh/${CHAPTER}`, { javaScriptEnabled: false });
    const ask = page.locator('.asking').first();
    const answer = ask.locator('.reveal b');
    expect(await answer.isVisible()).toBe(false);
    await ask.locator('.opts label').first().click();
    expect(await answer.isVisible()).toBe(true);
    expect(await ask.locator('.true').textContent()).toBe(await answer.textContent());
  });

  it('needs no script', async () => {
    const { page } = await open(`/zh/${CHAPTER}`, { javaScriptEnabled: false });
    await choose(page, 'en');
    expect([await isShown(page, 'zh'), await isShown(page, 'en')]).toEqual([
      false,
      true,
    ]);
  });
});

describe.runIf(process.platform === 'linux')('each chapter', () => {
  const pages = globSync('dist/en/chapters/*/index.html');

  it('has run its step of the program in this build', () => {
    expect(pages.length).toBeGreaterThan(16);
    for (const page of pages) {
      const html = readFileSync(page, 'utf8');
      expect(html, page).not.toContain('Not run in this build');
      expect(html, page).toContain('<code>nc 127.0.0.1 PORT</code>');
    }
  });

  it('on errors has the interest list that the kernel has printed', () => {
    const html = readFileSync('dist/en/chapters/errors/index.html', 'utf8');
    expect(html.match(/generation: 2/g)).toHaveLength(1);
    expect(html.match(/generation: 1/g)).toHaveLength(4);
  });
});

describe('progress', () => {
  it('ticks a chapter whose end was in view, and forgets it when told to', async () => {
    const { page } = await open('/zh/chapters/');
    expect(await page.locator('.toc .read').count()).toBe(0);
    expect(await page.locator('.progress').isVisible()).toBe(false);
    await page.goto(`${inject('origin')}/zh/${CHAPTER}`);
    await page.locator('.evidence').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => localStorage.getItem('ioloop.read'));
    await page.goto(`${inject('origin')}/zh/chapters/`);
    expect(await page.locator('[data-chapter=last-line] .read').count()).toBe(1);
    await page.locator('.progress button').click();
    expect(await page.locator('.toc .read').count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('ioloop.read'))).toBeNull();
  });
});

describe('the search', () => {
  it('is told of each chapter, and of all that its sections say', () => {
    const entries = JSON.parse(readFileSync('dist/search.json', 'utf8')) as Entry[];
    const own = entries.filter(({ to }) => to.startsWith(CHAPTER));
    const kinds = own.filter(({ to }) => to === CHAPTER).map(({ kind }) => kind);
    expect(kinds).toContain('chapter');
    expect(own.find(({ to }) => to === `${CHAPTER}#s2`)?.zh).toContain('addHandler');
  });
});

describe('the book', () => {
  it('is printed in the language that it is read in, or in both', async () => {
    const { page } = await open('/en/book/');
    const first = (lang: string) => page.locator(`.run .tx[lang=${lang}]`).first();
    await page.emulateMedia({ media: 'print' });
    expect([await first('zh').isVisible(), await first('en').isVisible()]).toEqual([
      false,
      true,
    ]);
    await page.emulateMedia({ media: 'screen' });
    await choose(page, 'both');
    await page.emulateMedia({ media: 'print' });
    expect([await first('zh').isVisible(), await first('en').isVisible()]).toEqual([
      true,
      true,
    ]);
  });
});
