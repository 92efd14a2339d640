import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { HEART, open, useBrowser } from './pages.ts';

useBrowser();

const line = '.ln:has-text("while (this.turn())")';
const turn = `${line} [data-m]:has-text("turn")`;

const named = (page: Page, name: string) =>
  page.locator('[data-m]', { hasText: new RegExp(`^${name}$`) });

describe('a name in the source', () => {
  it('says under the mouse what it is and where it is declared', async () => {
    const { page } = await open(`/en/${HEART}`);
    await page.locator(turn).hover();
    const box = page.locator('#meaning');
    await box.waitFor();
    expect(await box.locator('pre').textContent()).toMatch(
      /^\(method\) PollIOLoop\.turn\(\): boolean$/,
    );
    expect(await box.textContent()).toMatch(
      /declared in loop\/core\/poll-ioloop\.ts:\d+/,
    );
    expect(await page.locator(turn).getAttribute('aria-describedby')).toBe('meaning');
    await page.keyboard.press('Escape');
    expect(await box.isVisible()).toBe(false);
  });

  it('is a link to its declaration, in another file too', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await named(page, 'TimeoutHeap').last().click();
    await page.waitForURL('**/zh/source/loop/core/timeouts.ts/#TimeoutHeap');
    const target = page.locator('.ln:has([id="TimeoutHeap"])');
    expect(await target.textContent()).toContain('class TimeoutHeap');
  });

  it('leads on in the language that was chosen meanwhile', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await page.locator('label:has(#l-en)').click();
    await named(page, 'TimeoutHeap').last().click();
    await page.waitForURL('**/en/source/loop/core/timeouts.ts/#TimeoutHeap');
  });

  it('is reached by the arrow keys from the number of its line', async () => {
    const { page } = await open(`/zh/${HEART}`);
    await page.locator(`${line} .no`).focus();
    await page.keyboard.press('ArrowRight');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-m')).not.toBe(null);
    await page.locator('#meaning').waitFor();
    expect(await page.locator('#meaning').textContent()).toContain('声明于');
    await page.keyboard.press('ArrowLeft');
    expect(await focused.getAttribute('class')).toBe('no');
  });

  it('shows at the first tap, and follows at the second', async () => {
    const { page } = await open(`/en/${HEART}`, {
      hasTouch: true,
      viewport: { width: 390, height: 844 },
    });
    const name = named(page, 'TimeoutHeap').last();
    await name.tap();
    await page.locator('#meaning').waitFor();
    expect(page.url()).toMatch(/poll-ioloop\.ts\/$/);
    await name.tap();
    await page.waitForURL('**/timeouts.ts/#TimeoutHeap');
  });

  it('needs no script to be followed', async () => {
    const { page } = await open(`/zh/${HEART}`, { javaScriptEnabled: false });
    await named(page, 'TimeoutHeap').last().click();
    await page.waitForURL('**/zh/source/loop/core/timeouts.ts/#TimeoutHeap');
  });
});

describe('a system call', () => {
  it('leads from TypeScript to its C++ and its manual page', async () => {
    const { page } = await open('/en/source/loop/pollers/epoll.ts/');
    await named(page, 'epoll_wait').first().hover();
    const text = page.locator('#meaning');
    await text.waitFor();
    expect(await text.textContent()).toMatch(/C\+\+ in native\/epoll\.cc:\d+/);
    expect(await text.textContent()).toContain('manual epoll_wait(2)');
  });

  it('leads from C++ to the TypeScript that calls it', async () => {
    const { page } = await open('/en/source/native/epoll.cc/');
    const name = named(page, 'EpollWait').first();
    await name.hover();
    await page.locator('#meaning').waitFor();
    expect(await page.locator('#meaning').textContent()).toMatch(
      /called in loop\/pollers\/epoll\.ts:\d+/,
    );
    await name.click();
    await page.waitForURL('**/en/source/loop/pollers/epoll.ts/#*');
  });
});
