import { describe, expect, it } from 'vitest';
import { countOf } from '../../site/reference/errata.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

describe('the filter of the errata', () => {
  it('shows the claims of one verdict, without a script too', async () => {
    const { page } = await open('/zh/errata/', { javaScriptEnabled: false });
    const shown = () => page.locator('.claim:visible').count();
    expect(await shown()).toBe(56);
    await page.locator('label:has(#e-wrong)').click();
    expect(await shown()).toBe(countOf('wrong'));
    expect(await page.locator('.claims:visible').count()).toBe(4);
  });

  it('never hides the claim that a link leads to', async () => {
    const { page } = await open('/en/errata/#E14');
    await page.locator('label:has(#e-right)').click();
    expect(await page.locator('#E14').isVisible()).toBe(true);
    expect(await page.locator('#E15').isVisible()).toBe(false);
  });
});

describe('how other loops do it', () => {
  it('is a table at a glance on a desk, and lists alone on a phone', async () => {
    const { page } = await open('/en/others/');
    expect(await page.locator('.glance').isVisible()).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.locator('.glance').isVisible()).toBe(false);
    expect(await page.locator('.answer:visible').count()).toBe(7 * 8 + 8);
  });
});

describe('a term in a note', () => {
  it('leads to its entry in the glossary, and there to notes', async () => {
    const { page } = await open('/zh/source/loop/core/poll-ioloop.ts/');
    await page.locator('.note .tx[lang="zh"] a.term', { hasText: '轮询器' }).click();
    await page.waitForURL('**/zh/glossary/#poller');
    const first = page.locator('#poller .refs a', { hasText: '#five-nouns' });
    await first.click();
    await page.waitForURL('**/source/loop/core/poll-ioloop.ts/#five-nouns');
  });
});
