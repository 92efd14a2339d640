import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readExercises } from '../../site/exercises/exercises.ts';
import { choose, open, useBrowser } from './pages.ts';

useBrowser();

const SLUG = 'starved-socket';
const PATH = `exercises/${SLUG}/`;
const exercise = readExercises().find(({ slug }) => slug === SLUG);
const solution = exercise?.place.solution ?? '';
const ENDLESS = '#runCallbacks(): void {\n  for (;;);\n}\n';

const code = (page: Page) => page.locator('[data-editor] .cm-content');
const summary = (page: Page) => page.locator('[data-sum] .ui:visible').textContent();

/** As a hand would: all of it chosen, and written over. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('[data-editor]').click();
  await code(page).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

async function run(page: Page, says: RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => summary(page), { timeout: 15_000 }).toMatch(says);
}

const textIn = async (page: Page) =>
  (await code(page).innerText()).replaceAll('\n\n', '\n');

/** The file that the export gives. */
async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.locator('[data-do="export"]').click();
  return readFileSync(await (await download).path(), 'utf8');
}

async function importFile(page: Page, text: string, says: string): Promise<void> {
  const buffer = Buffer.from(text);
  const file = { name: 'mine.json', mimeType: 'application/json', buffer };
  await page.locator('[data-do="import"]').setInputFiles(file);
  const told = page.locator('[data-imported] .ui:visible').first();
  await expect.poll(() => told.innerText()).toContain(says);
}

describe('an exercise', () => {
  it.each([
    ['zh', /过了 3 个/, /全过/, '应为'],
    ['en', /^3 of 5/, /^Solved/, 'expected'],
  ] as const)(
    'is solved from start to finish in %s',
    async (lang, before, after, expected) => {
      const { page, complaints } = await open(`/${lang}/${PATH}`);
      await page.locator('[data-do="run"]').click();
      await expect.poll(() => summary(page), { timeout: 15_000 }).toMatch(before);
      const failing = page.locator('.tests details[open]');
      expect(await failing.innerText()).toContain(expected);
      expect(await page.locator('.out .turns .score').count()).toBe(2);
      await page.locator('[data-hint="1"] summary').click();

      await write(page, solution);
      await run(page, after);
      expect(await page.locator('.solution').getAttribute('open')).not.toBeNull();
      expect(await page.locator(`[data-ring="${SLUG}"]`).getAttribute('class')).toBe(
        'solved',
      );
      const { exercises } = JSON.parse(await exported(page));
      expect(exercises[SLUG]).toMatchObject({
        code: `${solution}`,
        solved: true,
        hints: 1,
      });
      expect(exercises[SLUG].seenSolution).toBe(false);
      expect(complaints).toEqual([]);
    },
  );

  it('says where the code is wrong, in the editor and beside it', async () => {
    const { page } = await open(`/en/${PATH}`);
    await write(page, '#runCallbacks(): void {\n  const due = ;\n}\n');
    await run(page, /does not run/);
    expect(await page.locator('.out .at .ui:visible').innerText()).toMatch(
      /line 2, column \d+$/,
    );
    await page.locator('.cm-lint-marker-error').waitFor();
    await page.locator('.out .at').click();
    expect(
      await code(page).evaluate(
        (it) => it === (it.getRootNode() as ShadowRoot).activeElement,
      ),
    ).toBe(true);
  });

  it('ends a loop that never ends, names the test, and the page stays alive', async () => {
    const { page } = await open(`/zh/${PATH}`);
    await write(page, ENDLESS);
    await run(page, /过了 0 个/);
    expect(await page.locator('.tests details[open]').innerText()).toMatch(/跑了 2 秒/);
    await write(page, solution);
    await run(page, /全过/);
  });

  it('loses nothing when started over, in this visit or the next', async () => {
    const { page } = await open(`/zh/${PATH}`);
    await write(page, ENDLESS);
    await page.locator('[data-do="reset"]').click();
    await expect.poll(() => textIn(page)).toContain('TODO(exercise)');
    await page.reload();
    await page.locator('.bench > [data-told] button').click();
    await expect.poll(() => textIn(page)).toContain('for (;;);');
    await page.reload();
    await code(page).waitFor();
    expect(await textIn(page)).toContain('for (;;);');
  });

  it('takes in what another browser has exported; a broken file changes nothing', async () => {
    const work = { code: ENDLESS, solved: false, hints: 2, seenSolution: true };
    const file = {
      format: 'ioloop-exercises',
      version: 1,
      lang: 'zh',
      exercises: { [SLUG]: work },
    };
    const { page } = await open(`/zh/${PATH}`);
    await importFile(page, JSON.stringify(file), '导入了 1 题');
    await code(page).waitFor();
    expect(await textIn(page)).toContain('for (;;);');
    const before = await exported(page);

    await importFile(page, '{"format":', '不是 JSON');
    const wrong = { ...file, exercises: { [SLUG]: { ...work, hints: 'two' } } };
    await importFile(page, JSON.stringify(wrong), `exercises.${SLUG}.hints`);
    expect(await exported(page)).toBe(before);
  });

  it('is formatted, compared with its start, and left by keyboard', async () => {
    const { page, complaints } = await open(`/zh/${PATH}`);
    await write(page, solution.replace('const callbacks =', 'const   callbacks='));
    await page.locator('[data-do="format"]').click();
    await expect
      .poll(() => textIn(page), { timeout: 10_000 })
      .toContain('const callbacks = this');
    await page.locator('[data-do="compare"]').click();
    await page.locator('.cm-deletedLine').first().waitFor();
    await code(page).focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute('data-do')),
    ).toBe('run');
    await choose(page, 'en');
    expect(await code(page).getAttribute('aria-label')).toMatch(/Escape/);
    expect(complaints).toEqual([]);
  });
});
