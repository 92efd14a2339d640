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

const where = (page: Page) => page.locator('.bar-c .where').textContent();
const end = (page: Page) => page.locator('.film').press('End');

const LONG = { timeout: 10_000 }; // a run has a worker to start

const ONE = `import { IOLoop } from './playground.ts';
const loop = IOLoop.current();
loop.addCallback(function hello() { console.log('over the link'); loop.stop(); });
loop.start();
`;

describe('the playground', () => {
  it('runs its sample by itself, and walks through it in the player', async () => {
    const { page, complaints } = await open('/zh/playground/');
    await page.locator('.replay.ready').waitFor();
    expect(await where(page)).toMatch(/第 0 件事/);
    await page.locator('[data-do="next"]').click();
    expect(await page.locator('.told:visible').last().innerText()).toContain(
      'fd 5 上了关注列表',
    );
    expect(await page.locator('[data-editor] .lit').innerText()).toContain(
      'loop.addHandler(',
    );
    await page.locator('[data-do="nextTurn"]').click();
    await page.locator('[data-do="nextTurn"]').click();
    expect(await where(page)).toMatch(/^第 2 轮/);
    await end(page);
    expect(Number(await step(page))).toBeGreaterThan(4);
    expect(await page.locator('[data-printed] pre').innerText()).toContain(
      'data at 80 ms',
    );

    await page.locator('[data-samples]').selectOption('next-turn');
    await expect.poll(() => code(page).innerText()).toContain('second');
    await expect
      .poll(() => page.locator('.film .rest, .film .turn-no').count(), LONG)
      .toBe(2);
    await page.locator('[data-do="nextTurn"]').click();
    await page.locator('[data-do="next"]').click();
    await page.locator('[data-do="next"]').click();
    await page.locator('[data-do="next"]').click();
    const told = page.locator('.replay .told');
    expect(await told.innerText()).toContain('一刻也不能睡：0');
    await page.locator('[data-do="next"]').click();
    expect(await told.innerText()).toContain('只看一眼');
    expect(complaints).toEqual([]);
  });

  it('leaves nothing of a run, or of a sample, that is no longer the program', async () => {
    const { page } = await open('/en/playground/');
    await page.locator('.replay.ready').waitFor();
    expect(await page.locator('[data-samples]').inputValue()).toBe('wake-early');
    await code(page).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('setTimeout(1);\n');
    expect(await page.locator('[data-samples]').inputValue()).toBe('');
    expect(await page.locator('[data-about]').innerText()).toBe('');
    await page.locator('[data-do="run"]').click();
    await expect
      .poll(() => page.locator('[data-failed]').innerText(), LONG)
      .toContain('has no setTimeout');
    expect(await page.locator('.replay.ready').count()).toBe(0);
    expect(await page.locator('.film').count()).toBe(0);
    expect(await page.locator('[data-printed]').isHidden()).toBe(true);
    await expect
      .poll(() => page.locator('[data-editor] .cm-lint-marker').count())
      .toBe(1);

    await page.locator('[data-samples]').selectOption('last-line');
    await page.locator('.replay.ready').waitFor();
    expect(await page.locator('[data-failed]').innerText()).toBe('');
    expect(await page.locator('[data-editor] .cm-lint-marker').count()).toBe(0);
    expect(await page.locator('[data-told]').innerText()).toBe('It took 2 turns.');
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
    expect(await page.locator('.cell.now').first().innerText()).toContain('hello');
    expect(strangers).toEqual([]);
  });

  it('gives a program no way out', async () => {
    const asks = ONE.replace("'over the link'", 'typeof fetch, typeof WebSocket');
    const { page } = await open(`/zh/playground/${await toFragment(asks)}`);
    await code(page).waitFor();
    await run(page);
    await end(page);
    expect(await page.locator('[data-printed] pre').innerText()).toBe(
      'undefined undefined',
    );
  });
});
