import { expect, it } from 'vitest';
import { EPollIOLoop } from '../../loop/index.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

const here = EPollIOLoop.isAvailable() && process.env.SITE_SERVER !== 'static';

it.runIf(here)(
  'the live page shows the turns of its own server, and can block it',
  async () => {
    const { page, complaints, strangers } = await open('/en/live/');
    const mine = page.locator('[data-rows] tr.mine');
    await mine.nth(1).waitFor();
    expect(await mine.nth(1).textContent()).toMatch(/fd \d+ me.*recv\(\d+.*send\(\d+/);
    expect(await page.locator('[data-score] .thread').getAttribute('d')).toMatch(/^M/);
    await page.locator('[data-act=tick]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-act=tick][aria-pressed=true]').waitFor();
    await page.locator('[data-act=block]').click();
    await page.locator('[data-rows] td:text-is("block")').first().waitFor();
    expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
  },
);
