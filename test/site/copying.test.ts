import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { choose, HEART, open, useBrowser } from './pages.ts';

useBrowser();

const heart = readFileSync('loop/core/poll-ioloop.ts', 'utf8').split('\n');
const linesOf = (from: number, to: number): string =>
  heart.slice(from - 1, to).join('\n');

async function opened(path: string): Promise<Page> {
  const { page } = await open(path);
  const { origin } = new URL(page.url());
  await page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return page;
}

/** Selects from the first letter of one place to the end of another, and copies. */
async function copied(page: Page, from: string, to: string): Promise<string> {
  await page.evaluate(
    ([first, last]) => {
      const textsOf = (selector = '') => {
        const place = document.querySelector(selector) as Element;
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
        const texts: Text[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode as Text);
        return texts.filter(({ data }) => data.trim());
      };
      const start = textsOf(first)[0] as Text;
      const end = textsOf(last).at(-1) as Text;
      const at = start.data.search(/\S/);
      getSelection()?.setBaseAndExtent(start, at, end, end.data.length);
    },
    [from, to],
  );
  await page.keyboard.press('Control+C');
  return page.evaluate(() => navigator.clipboard.readText());
}

const clipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());

describe('copying from a page of source', () => {
  it.each(['zh', 'en'] as const)(
    'gives the lines of the file, whatever notes stand between, in %s',
    async (lang) => {
      const page = await opened(`/${lang}/${HEART}`);
      const at = heart.findIndex((line) => line.includes('this.#runCallbacks();')) + 1;
      const [from, to] = [at - 6, at + 8];
      const copy = () => copied(page, `#L${from} code`, `#L${to} code`);
      expect(await copy()).toBe(linesOf(from, to).trimEnd());
      await page.locator('label:has(#v-none)').click();
      expect(await copy()).toBe(linesOf(from, to).trimEnd());
      await page.locator('label:has(#v-all)').click();
      await choose(page, 'both');
      expect(await copy()).toBe(linesOf(from, to).trimEnd());
    },
  );

  it('gives a part of a line as it is, and all of the file by its button', async () => {
    const page = await opened(`/en/${HEART}`);
    expect(await copied(page, '#L1 code', '#L1 code')).toBe(heart[0]);
    await page.locator('.facts .copy').click();
    await expect.poll(() => clipboard(page)).toBe(heart.join('\n').trimEnd());
  });

  it('leaves prose as it is selected', async () => {
    const page = await opened(`/en/${HEART}`);
    const text = await copied(page, 'h1', '#L3 code');
    expect(text).toContain('poll-ioloop.ts');
  });
});

describe('an address of several lines', () => {
  it('lights them all, in view, and Shift and a click make it', async () => {
    const { page } = await open(`/zh/${HEART}#L156-L162`);
    expect(await page.locator('.ln.in').count()).toBe(7);
    const top = await page
      .locator('#L156')
      .evaluate((line) => line.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(500);
    await page.locator('#L160 .no').click();
    expect(await page.locator('.ln.in').count()).toBe(0);
    await page.locator('#L158 .no').click({ modifiers: ['Shift'] });
    expect(new URL(page.url()).hash).toBe('#L158-L160');
    expect(await page.locator('.ln.in').count()).toBe(3);
  });
});

describe('copying from a chapter', () => {
  it.each(['zh', 'en'])('gives code with its indent, in %s', async (lang) => {
    const page = await opened(`/${lang}/chapters/one-turn/`);
    const excerpt = page
      .locator(
        '.excerpt:has(figcaption a[href*="/source/"]):has(.xl:nth-child(4)):not(.asking)',
      )
      .first();
    await excerpt.evaluate((it) => it.setAttribute('id', 'one'));
    const { file, numbers } = await excerpt.evaluate((it) => ({
      file: it.querySelector('.src')?.getAttribute('aria-label') ?? '',
      numbers: [...it.querySelectorAll('.no')].map((no) => Number(no.textContent)),
    }));
    const all = readFileSync(file, 'utf8').split('\n');
    const lines = numbers.map((n) => all[n - 1] ?? '');
    const least = Math.min(
      ...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)),
    );
    const wanted = lines.map((line) => line.slice(least)).join('\n');
    expect(await copied(page, '#one .xl', '#one .xl:last-child code')).toBe(wanted);
    await excerpt.locator('.copy').click();
    await expect.poll(() => clipboard(page)).toBe(wanted);
  });
});

describe('copying elsewhere', () => {
  it('gives code from a replay, without its numbers and values', async () => {
    const page = await opened('/zh/replays/next-turn/');
    const row = '.code .lines.on .pl';
    await page.locator(row).first().waitFor();
    const text = await copied(page, `${row} code`, `${row}:nth-child(9) code`);
    const file = readFileSync('content/replays/02-next-turn/scenario.ts', 'utf8');
    expect(text.split('\n').length).toBe(9);
    expect(file).toContain(text);
  });

  it('gives code from a test', async () => {
    const page = await opened('/en/tests/loop/back-ends/');
    const source = page.locator('pre.src').first();
    await source.evaluate((it) => it.setAttribute('id', 'one'));
    await page.locator('#one + .copy').click();
    const whole = await source.textContent();
    await expect.poll(() => clipboard(page)).toBe(whole?.trimEnd());
    expect(await copied(page, '#one', '#one')).toBe(whole?.trim());
  });

  it('gives code from a solution', async () => {
    const page = await opened('/zh/exercises/timeout-heap/');
    await page.locator('.solution summary').click();
    await page.locator('.solution .copy').click();
    const file = 'content/exercises/06-timeout-heap/solution/min-heap.ts';
    const text = await clipboard(page);
    expect(text.length).toBeGreaterThan(200);
    expect(readFileSync(file, 'utf8')).toContain(text);
  });
});
