import { globSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { HEART, open, useBrowser } from './pages.ts';

useBrowser();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

describe('the path of a chapter', () => {
  it.each(['zh', 'en'])('leads over all its pages, and back, in %s', async (lang) => {
    const { page } = await open(`/${lang}/chapters/callbacks/`);
    const stations = await page
      .locator('.way')
      .first()
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(stations.some((to) => to.includes('/replays/'))).toBe(true);
    expect(stations.some((to) => to.includes('/exercises/'))).toBe(true);
    expect(stations.at(-1)).toBe(`/${lang}/chapters/timeouts/`);
    for (const to of stations.filter((each) => /replays|exercises/.test(each))) {
      await page.goto(inject('origin') + to);
      const here = page.locator('.way').first().locator('[aria-current=page]');
      if ((await page.locator('.way').count()) === 0) continue; // of another chapter
      expect(await page.locator('.way').count()).toBe(2);
      expect(await here.count()).toBeLessThanOrEqual(1);
    }
  });

  it('is named by the notes whose lines it draws', async () => {
    const { page } = await open(`/en/${HEART}#the-while`);
    const link = page.locator('#the-while .ref a[href*="/chapters/"]').first();
    expect(await link.textContent()).toContain('Chapter');
  });
});

describe('the page of everything', () => {
  it('leads to every page there is', async () => {
    const { page } = await open('/zh/everything/');
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) =>
        all.map((a) => new URL((a as HTMLAnchorElement).href).pathname),
      );
    const pages = globSync('dist/zh/**/index.html').map((file) =>
      file.replace(/^dist/, '').replace('index.html', ''),
    );
    const source = /\/source\/.+/;
    const known = new Set(links);
    const lost = pages.filter((path) => !known.has(path) && !source.test(path));
    expect(lost).toEqual([]);
  });
});

describe('a term of the glossary', () => {
  it('shows its line under the mouse and with the focus; Escape closes it', async () => {
    const { page } = await open('/en/chapters/callbacks/');
    const term = page.locator('a.term:visible').first();
    await term.hover();
    await page.locator('#term').waitFor();
    expect((await page.locator('#term').textContent())?.length).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    expect(await page.locator('#term').isVisible()).toBe(false);
  });

  it('shows it at the first tap, and follows the second', async () => {
    const { page } = await open('/zh/chapters/callbacks/', PHONE);
    const term = page.locator('a.term:visible').first();
    await term.tap();
    await page.locator('#term').waitFor();
    expect(page.url()).toContain('/chapters/callbacks/');
    await term.tap();
    await page.waitForURL('**/glossary/#*');
  });
});

describe('the frame', () => {
  it('closes the menu of a phone at a tap beside it', async () => {
    const { page } = await open('/zh/', PHONE);
    await page.locator('.menu summary').tap();
    expect(await page.locator('.menu nav').isVisible()).toBe(true);
    await page.touchscreen.tap(40, 780);
    expect(await page.locator('.menu nav').isVisible()).toBe(false);
  });

  it('has a report of a mistake written, with the note of the address', async () => {
    const { page } = await open(`/en/${HEART}#the-while`);
    await page.locator('.report summary').click();
    const line = page.locator('[data-report]');
    await expect.poll(() => line.textContent()).toContain(`/en/${HEART}#the-while`);
    expect(await page.locator('[data-report-mail]').getAttribute('href')).toContain(
      'the-while',
    );
  });

  it('skips to the code on a page of source', async () => {
    const { page } = await open(`/en/${HEART}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('code');
  });
});

describe('the home page', () => {
  it.each([
    ['zh', 390, 844],
    ['en', 390, 844],
    ['zh', 1280, 720],
    ['en', 1280, 720],
  ])(
    'says in %s at %i×%i what it is, and has one way in',
    async (lang, width, height) => {
      const { page } = await open(`/${lang}/`, { viewport: { width, height } });
      const said = page.locator(`.intro .tx[lang=${lang}]`);
      expect(await said.textContent()).toContain('TypeScript');
      expect(await page.locator('.btn.primary').count()).toBe(1);
      const box = await page.locator('.btn.primary').boundingBox();
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height);
      const at = await page.locator('h1').boundingBox();
      expect(at?.y ?? height).toBeLessThan(height);
    },
  );
});
