import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../report.ts';
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

  it('shows what a test really printed', async () => {
    const { page } = await open(`/en/tests/#${printing?.id}`);
    const printed = page.locator(`[id="${printing?.id}"]`);
    expect(await printed.textContent()).toContain(TURNS);
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
