import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../site/tests/report.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

const TURNS = 'c1 t1 h c2 c4 c3 | t2 t3';
const report: TestReport = JSON.parse(readFileSync('.generated/tests.json', 'utf8'));
const printing = report.tests.find((test) =>
  test.output.some(({ text }) => text.includes(TURNS)),
);

describe('the tests page', () => {
  it('has every test of this build, with its state', async () => {
    const { page } = await open('/en/tests/');
    for (const state of ['passed', 'failed', 'skipped']) {
      const expected = report.tests.filter((test) => test.state === state).length;
      expect(await page.locator(`[data-state="${state}"]`).count()).toBe(expected);
    }
  });

  it('says where it ran: Node, kernel, commit', async () => {
    const { page } = await open('/en/tests/');
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(report.node);
    expect(text).toContain(report.kernel);
    expect(text).toContain(report.commit.slice(0, 7));
  });

  it('narrows down to what is typed, and says how many are left', async () => {
    const { page } = await open('/en/tests/');
    const box = page.locator('main input[type=search]');
    await box.fill('level-triggered');
    const shown = page.locator('[data-state]:visible');
    await expect.poll(() => shown.count(), { timeout: 10_000 }).toBeLessThan(10);
    expect(await shown.count()).toBeGreaterThan(0);
    expect(await page.locator('#found[role=status]').textContent()).toMatch(/\d/);
  });
});

describe('the page of a test', () => {
  const pathOf = (lang: string) => {
    const file = printing?.file.replace(/^test\/|\.test\.ts$/g, '');
    return `/${lang}/tests/${file}/#${printing?.id}`;
  };

  it('is led to by the list', async () => {
    const { page } = await open('/en/tests/');
    await page.locator(`[id="${printing?.id}"] a.what`).click();
    await page.waitForURL(`**${pathOf('en')}`);
  });

  it('shows what it really printed, its source, and how to run it alone', async () => {
    const { page } = await open(pathOf('en'));
    const text = await page.locator(`[id="${printing?.id}"]`).textContent();
    expect(text).toContain(TURNS);
    expect(text).toMatch(/it\(|it\.each\(/);
    expect(text).toContain(`npm test -- ${printing?.file}:${printing?.line}`);
  });

  it('leads to the lines it runs, and they are marked there', async () => {
    const { page } = await open(pathOf('en'));
    const detail = page.locator(`[id="${printing?.id}"]`);
    await detail.locator('summary').click();
    await detail.locator('a:text-is("loop/core/poll-ioloop.ts")').click();
    await page.locator('.ln.lit').nth(10).waitFor();
    expect(await page.locator('.marked').textContent()).toContain(printing?.name);
  });
});

describe('a line of source', () => {
  const line = '.ln:has-text("while (this.turn())")';

  it('opens the tests that run it, by mouse and by keyboard', async () => {
    const { page } = await open('/en/source/loop/core/poll-ioloop.ts/');
    const ring = page.locator(`${line} .ev`);
    const many = Number(await ring.textContent());
    expect(many).toBeGreaterThan(100);
    await ring.click();
    const panel = page.locator(`${line} + .ran`);
    await panel.locator('li a').first().waitFor();
    expect(await panel.textContent()).toContain(`${many} tests run this line`);
    await page.keyboard.press('Escape');
    expect(await panel.count()).toBe(0);

    await page.locator(`${line} .no`).focus();
    await page.keyboard.press('ArrowLeft'); // the replays
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await panel.locator('li a').first().click();
    await page.waitForURL('**/en/tests/**');
  });

  it('that no test runs says so', async () => {
    const { page } = await open('/zh/source/loop/pollers/kqueue.ts/');
    const silent = page.locator('.ev.none');
    const count = await silent.count();
    for (let i = 0; i < count; i++)
      expect(await silent.nth(i).getAttribute('aria-label')).toContain('没有测试');
    console.log(`${count} lines of kqueue.ts are run by no test`);
  });
});
