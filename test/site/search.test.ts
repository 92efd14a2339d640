import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { HEART, open, useBrowser } from './pages.ts';

useBrowser();

const PATIENCE = { timeout: 15_000 }; // the index is made on this machine, busy or not

const hits = (page: Page) => page.locator('.search li a');

async function ask(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('.search input').waitFor();
  await page.keyboard.insertText(query);
}

describe('the search', () => {
  it('opens by /, and leads by keyboard to what it found', async () => {
    const { page, complaints } = await open('/zh/');
    await ask(page, '最小堆');
    await hits(page).first().waitFor();
    expect(await page.locator('.search [role=status]').textContent()).toMatch(/\d+ 条/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/zh/glossary/#min-heap');
    expect(complaints).toEqual([]);
  });

  it('opens by its button, and gives the focus back when it is closed', async () => {
    const { page } = await open(`/en/${HEART}`);
    const button = page.locator('.bar [data-search]');
    await button.click();
    await page.locator('.search input').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.search').isVisible()).toBe(false);
    expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it('is in the menu of a phone', async () => {
    const { page } = await open('/zh/', { viewport: { width: 390, height: 844 } });
    await page.locator('.menu summary').click();
    await page.locator('.menu [data-search]').click();
    await page.locator('.search input').waitFor();
  });

  it('groups what it found, and marks what was asked for', async () => {
    const { page } = await open('/en/');
    await ask(page, 'epoll_wait');
    await hits(page).first().waitFor();
    expect(await page.locator('.search h2').count()).toBeGreaterThan(2);
    expect(await page.locator('.search mark').first().textContent()).toMatch(/epoll/i);
  });

  it('says what to try when there is nothing', async () => {
    const { page } = await open('/zh/');
    await ask(page, '犇骉');
    const said = page.locator('.search [role=status]');
    await expect.poll(() => said.textContent(), PATIENCE).toBe('没有找到“犇骉”。');
    await page.locator('.search div button').first().click();
    await hits(page).first().waitFor();
  });

  it('shows what was typed as text, whatever it is', async () => {
    const { page } = await open('/en/');
    await ask(page, '<img src=x onerror=alert(1)>zzzz');
    const said = page.locator('.search [role=status]');
    await expect.poll(() => said.textContent(), PATIENCE).toContain('<img src=x');
    expect(await page.locator('.search img').count()).toBe(0);
  });

  it('leaves the keys to an input method while it composes a word', async () => {
    const { page } = await open('/zh/');
    await ask(page, '回调');
    await hits(page).first().waitFor();
    const kept = (key: string, keyCode: number) =>
      page.locator('.search input').evaluate(
        (input, [name, code]) => {
          const init = { key: name, keyCode: code, isComposing: true };
          const event = new KeyboardEvent('keydown', {
            ...(init as KeyboardEventInit),
            bubbles: true,
            cancelable: true,
          });
          return input.dispatchEvent(event) && document.activeElement === input;
        },
        [key, keyCode] as const,
      );
    expect(await kept('ArrowDown', 229)).toBe(true);
    expect(await kept('Escape', 229)).toBe(true);
    expect(await page.locator('.search').isVisible()).toBe(true);
  });

  it.each([
    ['/zh/', '怎么停下循环', '/zh/chapters/one-turn/#s4', '一轮'],
    ['/en/', 'why is my timer late', '/en/chapters/timeouts/', 'Timeouts'],
  ])('on %s answers %s with a chapter, by its name', async (path, query, to, name) => {
    const { page } = await open(path);
    await ask(page, query);
    await hits(page).first().waitFor();
    expect(await hits(page).first().getAttribute('href')).toBe(to);
    expect(await hits(page).first().locator('small').textContent()).toBe(name);
  });

  it('leaves / to whoever is typing', async () => {
    const { page } = await open('/en/tests/');
    await page.locator('#filter input[type=search]').focus();
    await page.keyboard.press('/');
    expect(await page.locator('.search').count()).toBe(0);
  });

  it('is not offered without script', async () => {
    const { page } = await open('/zh/', { javaScriptEnabled: false });
    expect(await page.locator('.bar [data-search]').isVisible()).toBe(false);
  });
});
