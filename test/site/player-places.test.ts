/** The player fits one screen, and nothing in it moves its place, whatever happens. */

import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { paceOf } from '../../site/replays/player/pace.ts';
import { Run } from '../../site/replays/player/run.ts';
import { storyOf } from '../../site/replays/player/story.ts';
import type { Recording } from '../../site/replays/recording.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

const SIZES = [
  [1280, 720],
  [390, 844],
  [1366, 768],
  [1440, 900],
  [1024, 768],
  [1920, 1080],
] as const;
const TWO = SIZES.slice(0, 2);
const WHOLE = ['five-lines', 'echo']; // those that are looked at in every size
const SLUGS = globSync('dist/zh/replays/*/index.html')
  .map((path) => path.split('/')[3] ?? '')
  .filter(
    (slug) =>
      slug !== 'own' &&
      !readFileSync(`dist/zh/replays/${slug}/index.html`, 'utf8').includes(
        'class="not-here"',
      ),
  );

/** Steps through a whole run, in the page itself, and tells what is out of its place. */
async function faultsOf(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const root = document.querySelector('.replay.ready') as HTMLElement;
    const found: string[] = [];
    const say = (text: string) => {
      if (found.length < 8) found.push(`${where()}: ${text}`);
    };
    const one = (css: string) => root.querySelector(css) as HTMLElement;
    const where = () => one('.where').textContent ?? '';
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const boxOf = (css: string) => {
      const { x, y, width, height } = one(css).getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join(' ');
    };
    const parts = ['.reel', '.code', '.beside', '.right', '.bar-c'];
    const places = parts.map(boxOf);

    function checkPlaces() {
      for (const [i, css] of parts.entries()) {
        const now = boxOf(css);
        if (now !== places[i]) say(`${css} went from ${places[i]} to ${now}`);
        const { left, right, top, bottom } = one(css).getBoundingClientRect();
        const isIn = left >= 0 && top >= 0 && right <= innerWidth + 1;
        if (!isIn || bottom > innerHeight + 1) say(`${css} is off the screen: ${now}`);
      }
      for (const css of ['.told:not([hidden])', '.ask']) {
        const part = root.querySelector(css);
        if (!part) continue;
        const [inner, outer] = [part, one('.beside')].map((e) =>
          e.getBoundingClientRect(),
        );
        const told = (inner?.bottom ?? 0) <= (outer?.bottom ?? 0) + 1;
        if (!told && css.startsWith('.told')) say('the sentence is cut');
        const options = root.querySelector('.ask .opts')?.getBoundingClientRect();
        if (options && options.bottom > (outer?.bottom ?? 0) + 1)
          say('a question is cut');
      }
      if (document.documentElement.scrollWidth > innerWidth)
        say('the page is too wide');
    }

    async function checkLine() {
      await frame();
      await frame();
      await frame();
      const line = root.querySelector('.pl.cur')?.getBoundingClientRect();
      const pane = one('.code').getBoundingClientRect();
      if (!line) return;
      if (line.top < pane.top - 1 || line.bottom > pane.bottom + 1)
        say(`the line is at ${line.top}, the pane from ${pane.top} to ${pane.bottom}`);
    }

    const next = one('[data-do="next"]');
    for (;;) {
      checkPlaces();
      await checkLine();
      const open = root.querySelector<HTMLElement>('.ask:not(.answered) input');
      if (open) {
        open.click();
        checkPlaces();
      }
      if (next.getAttribute('aria-disabled') === 'true') return found;
      next.click();
    }
  });
}

/** A key held down, thirty times a second, line by line: the line is never lost. */
async function lostInARush(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const root = document.querySelector('.replay.ready') as HTMLElement;
    const click = (what: string) =>
      root.querySelector<HTMLElement>(`[data-do="${what}"]`)?.click();
    click('previousTurn');
    click('source');
    let lost = 0;
    for (let i = 0; i < 90; i++) {
      click('next');
      for (let k = 0; k < 3; k++)
        await new Promise((done) => requestAnimationFrame(done));
      const line = root.querySelector('.pl.cur')?.getBoundingClientRect();
      const pane = root.querySelector('.code')?.getBoundingClientRect();
      if (line && pane && (line.top < pane.top - 1 || line.bottom > pane.bottom + 1))
        lost++;
    }
    return lost;
  });
}

describe('the player', () => {
  it.each(SLUGS)(
    'keeps everything in its place: %s',
    async (slug) => {
      const sizes = WHOLE.includes(slug) ? SIZES : TWO;
      const lang = SLUGS.indexOf(slug) % 2 ? 'en' : 'zh';
      const [first] = SIZES;
      const { page, complaints } = await open(`/${lang}/replays/${slug}/`, {
        viewport: { width: first[0], height: first[1] },
      });
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await page.evaluate(() => localStorage.removeItem('ioloop.answers'));
        await page.goto(`${inject('origin')}/${lang}/replays/${slug}/?${width}`);
        await page.waitForSelector('.replay.ready');
        expect(await faultsOf(page), `${width} × ${height}`).toEqual([]);
      }
      if (WHOLE.includes(slug)) expect(await lostInARush(page)).toBe(0);
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  it('plays the five lines in 15 to 20 seconds', () => {
    const text = readFileSync('dist/replays/five-lines.json', 'utf8');
    const run = new Run(JSON.parse(text) as Recording);
    const events = storyOf(run);
    const all = events.slice(1).map((event) => paceOf(run, event));
    const time = all.reduce((sum, { stroke, stay }) => sum + stroke + stay, 0);
    expect(time).toBeGreaterThan(15_000);
    expect(time).toBeLessThan(20_000);
    expect(events.length).toBeGreaterThan(15);
    expect(events.length).toBeLessThan(25);
  });
});
