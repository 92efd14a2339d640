import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { HEART, MOVED, open, useBrowser } from './pages.ts';

useBrowser();

describe('the old address of a file of source', () => {
  it('leads to the new one, and to the same note in it', async () => {
    const { page } = await open('/zh/source/loop/poll-ioloop.ts/#freeze-the-batch');
    await page.waitForURL(`${inject('origin')}/zh/${HEART}#freeze-the-batch`);
    expect(await page.locator('#freeze-the-batch').isVisible()).toBe(true);
  });

  it('of one that was merged leads to the file that has its notes', async () => {
    const { page } = await open('/en/source/loop/instances.ts/#who-was-before');
    await page.waitForURL('**/en/source/loop/core/ioloop.ts/#who-was-before');
    expect(await page.locator('#who-was-before').isVisible()).toBe(true);
  });

  it('names the new one in a link, for browsers without scripts', () => {
    for (const [path, to] of MOVED) {
      const html = readFileSync(`dist/en/source/${path}/index.html`, 'utf8');
      expect(html).toContain(`<a href="/en/source/${to}/">`);
    }
  });
});
