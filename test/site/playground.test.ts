import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fromFragment, toFragment } from '../../site/playground/link.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

const code = (page: Page) => page.locator('[data-editor] .cm-content');
const step = (page: Page) => page.locator('[data-view]').getAttribute('data-step');

async function run(page: Page): Promise<void> {
  await page.locator('[data-do="run"]').click();
  await page.locator('.replay.ready').waitFor();
}

const ONE = `import { IOLoop } from './playground.ts';
const loop = IOLoop.current();
loop.addCallback(function hello() { console.log('over the link'); loop.stop(); });
loop.start();
`;

describe('the playground', () => {
  it('runs a program, and walks through its turns', async () => {
    const { page, complaints } = await open('/zh/playground/');
    await run(page);
    expect(await page.locator('.bar-c .where').innerText()).toMatch(
      /^第 1 轮，共 \d+ 轮/,
    );
    await page.locator('[data-do="nextTurn"]').click();
    expect(await page.locator('.bar-c .where').innerText()).toMatch(/^第 2 轮/);
    await page.locator('[data-do="nextTurn"]').press('End');
    expect(Number(await step(page))).toBeGreaterThan(4);
    expect(await page.locator('[data-printed] pre').innerText()).toContain(
      'data at 80 ms',
    );

    await page.locator('[data-samples]').selectOption('level-triggered');
    await expect.poll(() => code(page).innerText()).toContain('let unread = 3');
    expect(complaints).toEqual([]);
  });

  it('gives a program as a link, which brings it back and does not run it', async () => {
    const { page } = await open(`/en/playground/${await toFragment(ONE)}`);
    await code(page).waitFor();
    expect(await code(page).innerText()).toContain('over the link');
    expect(await page.locator('.replay.ready').count()).toBe(0);
    await run(page);
    await page.locator('[data-do="share"]').click();
    await expect.poll(() => fromFragment(new URL(page.url()).hash)).toBe(ONE);
  });

  it('says that a link is broken, and leaves the editor alone', async () => {
    const { page, complaints } = await open('/zh/playground/#p=S87PK8');
    await expect
      .poll(() => page.locator('[data-about] .ui:visible').innerText())
      .toContain('链接坏了');
    expect(await page.locator('[data-still]').innerText()).toContain('onRead');
    expect(complaints).toEqual([]);
  });

  it('ends a program that hangs, and shows the step where it was', async () => {
    const hangs = ONE.replace('loop.stop();', 'for (;;);');
    const { page, strangers } = await open(`/zh/playground/${await toFragment(hangs)}`);
    await code(page).waitFor();
    await run(page);
    expect(await page.locator('[data-failed]').innerText()).toContain('跑了 2 秒');
    expect(await page.locator('.cell.now').innerText()).toContain('hello');
    expect(strangers).toEqual([]);
  });

  it('gives a program no way out', async () => {
    const asks = ONE.replace("'over the link'", 'typeof fetch, typeof WebSocket');
    const { page } = await open(`/zh/playground/${await toFragment(asks)}`);
    await code(page).waitFor();
    await run(page);
    await page.locator('[data-do="nextTurn"]').press('End');
    expect(await page.locator('[data-printed] pre').innerText()).toBe(
      'undefined undefined',
    );
  });
});
