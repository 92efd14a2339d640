import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { choose, HEART, open, topOf, useBrowser } from './pages.ts';

useBrowser();

const NOTE = '#the-line-that-sleeps';
const pathOf = (url: string) => url.replace(inject('origin'), '');

describe('the language switch', () => {
  it('turns the page into its other edition: texts, address, title and lang', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await choose(page, 'en');
    expect(pathOf(page.url())).toBe(`/en/${HEART}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toContain('IOLoop, Annotated');
    expect(await page.locator(`${NOTE} .tx[lang=en]`).isVisible()).toBe(true);
    expect(await page.locator(`${NOTE} .tx[lang=zh]`).isVisible()).toBe(false);
  });

  it.each(['en', 'both'] as const)(
    'to %s keeps the note in view where it is',
    async (to) => {
      const { page } = await open(`/zh/${HEART}${NOTE}`);
      const before = await topOf(page, NOTE);
      await choose(page, to);
      expect(Math.abs((await topOf(page, NOTE)) - before)).toBeLessThan(4);
      expect(new URL(page.url()).hash).toBe(NOTE);
    },
  );

  it('in 双语 shows both texts, and the address stays', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await choose(page, 'both');
    expect(await page.locator(`${NOTE} .tx[lang=zh]`).isVisible()).toBe(true);
    expect(await page.locator(`${NOTE} .tx[lang=en]`).isVisible()).toBe(true);
    expect(pathOf(page.url())).toBe(`/zh/${HEART}`);
  });

  it('remembers 双语 on the next page', async () => {
    const { page } = await open('/zh/');
    await choose(page, 'both');
    await page.goto(`${inject('origin')}/zh/${HEART}`);
    expect(await page.locator('#l-both').isChecked()).toBe(true);
    expect(await page.locator(`${NOTE} .tx[lang=en]`).isVisible()).toBe(true);
  });

  it('leads on in the language that was chosen', async () => {
    const { page } = await open('/zh/');
    await choose(page, 'en');
    await page.locator('nav a[href*="tests"]').first().click();
    await page.waitForLoadState();
    expect(pathOf(page.url())).toBe('/en/tests/');
  });

  it('is moved by the arrow keys', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await page.locator('#l-zh').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#l-en').isChecked()).toBe(true);
    expect(pathOf(page.url())).toBe(`/en/${HEART}`);
  });

  it('needs no script to show the other language', async () => {
    const { page } = await open(`/zh/${HEART}`, { javaScriptEnabled: false });
    await choose(page, 'en');
    expect(await page.locator(`${NOTE} .tx[lang=en]`).isVisible()).toBe(true);
    expect(await page.locator(`${NOTE} .tx[lang=zh]`).isVisible()).toBe(false);
    await choose(page, 'both');
    expect(await page.locator(`${NOTE} .tx[lang=zh]`).isVisible()).toBe(true);
  });
});

describe('the bar', () => {
  it('has room for all its words where it shows them', async () => {
    const { page } = await open('/en/chapters/');
    await page.setViewportSize({ width: 1201, height: 900 });
    const room = await page
      .locator('.top > .switch')
      .evaluateAll((all) => all.map((each) => each.clientWidth - each.scrollWidth));
    expect(room).toEqual([0, 0]);
    await page.setViewportSize({ width: 1200, height: 900 });
    expect(await page.locator('.menu summary').isVisible()).toBe(true);
  });
});

describe('the address without a language', () => {
  it.each([
    ['zh-CN', '/zh/'],
    ['zh-TW', '/zh/'],
    ['en-GB', '/en/'],
    ['fr-FR', '/zh/'],
  ])('leads a browser that asks for %s to %s', async (locale, path) => {
    const { page } = await open('/', { locale });
    await page.waitForURL(`**${path}`);
  });

  it('follows the last choice rather than the browser', async () => {
    const { page } = await open('/zh/');
    await choose(page, 'en');
    await page.goto(`${inject('origin')}/`);
    await page.waitForURL('**/en/');
  });

  it('leads to Chinese without script', async () => {
    const { page } = await open('/', { javaScriptEnabled: false });
    await page.waitForURL('**/zh/');
  });
});

describe('a note', () => {
  it('stands on the line that it quotes', async () => {
    const { page } = await open(`/zh/${HEART}`);
    const line = page.locator('.ln', {
      hasText: 'this.poll(this.pollTimeout())',
    });
    const code = await line.evaluate((element) => element.getBoundingClientRect().top);
    expect(Math.abs((await topOf(page, NOTE)) - code)).toBeLessThan(8);
  });

  it('stands below its line on a phone', async () => {
    const { page } = await open(`/zh/${HEART}`, {
      viewport: { width: 390, height: 844 },
    });
    const line = page.locator('.ln', {
      hasText: 'this.poll(this.pollTimeout())',
    });
    const bottom = await line.evaluate(
      (element) => element.getBoundingClientRect().bottom,
    );
    expect(await topOf(page, NOTE)).toBeGreaterThanOrEqual(bottom - 1);
  });

  it('is reached by its link, in either language', async () => {
    for (const lang of ['zh', 'en']) {
      const { page } = await open(`/${lang}/${HEART}${NOTE}`);
      const top = await topOf(page, NOTE);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(600);
      expect(await page.locator(`${NOTE} .tx[lang=${lang}]`).isVisible()).toBe(true);
    }
  });

  it('links to itself', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await page.locator(`${NOTE} a.self`).click();
    expect(new URL(page.url()).hash).toBe(NOTE);
  });
});

describe('the source page', () => {
  it('shows the file itself, character by character', async () => {
    const { page } = await open(`/zh/${HEART}`);
    const shown = await page.locator('.ln code').allTextContents();
    const file = readFileSync('loop/core/poll-ioloop.ts', 'utf8').trimEnd().split('\n');
    expect(shown.map((line) => line.trim())).toEqual(file.map((line) => line.trim()));
  });

  it('has a note for every line of the heart', async () => {
    const { page } = await open(`/zh/${HEART}`);
    const heart = [
      'while (this.turn())',
      'this.#runCallbacks();',
      'this.#runHandlers();',
    ];
    for (const text of heart) {
      const line = page.locator('.ln.q', { hasText: text });
      expect(await line.count()).toBeGreaterThan(0);
    }
  });

  it('takes a line number for an address', async () => {
    const { page } = await open(`/zh/${HEART}#L158`);
    expect(await topOf(page, '#L158')).toBeGreaterThanOrEqual(0);
    expect(await topOf(page, '#L158')).toBeLessThan(900);
  });
});

describe('paper', () => {
  it('is dark at night, and the choice is remembered', async () => {
    const { page } = await open('/zh/');
    const paper = () =>
      page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
    const day = await paper();
    await page.locator('.theme label:has(input[value=dark])').first().click();
    const night = await paper();
    expect(night).not.toBe(day);
    await page.reload();
    expect(await paper()).toBe(night);
  });

  it('follows the system when nothing was chosen', async () => {
    const { page } = await open('/zh/', { colorScheme: 'dark' });
    const paper = await page
      .locator('html')
      .evaluate((html) => getComputedStyle(html).backgroundColor);
    expect(paper).toBe('rgb(19, 28, 37)');
  });
});
