import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Exercise, readExercises } from '../../site/exercises/exercises.ts';
import { langIn, langOf } from '../../site/exercises/locale.ts';
import { fromMine, toMine } from '../../site/exercises/mine.ts';
import { run } from '../../site/exercises/run/run.ts';
import { readSubmission } from '../../site/exercises/submission.ts';
import { Commands } from '../../site/exercises/terminal/commands.ts';
import { Desk } from '../../site/exercises/terminal/desk.ts';
import { Screen } from '../../site/exercises/terminal/show.ts';
import { WarmWorker } from '../../site/exercises/terminal/warm-worker.ts';
import { indented, padded, wrapped } from '../../site/exercises/terminal/width.ts';

const exercises = readExercises();
const HEAP = exercise('timeout-heap');
const PERIODIC = exercise('periodic');

function exercise(slug: string): Exercise {
  const found = exercises.find((each) => each.slug === slug);
  if (!found) throw new Error(`There is no exercise ${slug}`);
  return found;
}

/** A desk in a folder of its own, and what is printed there. */
function sit(lang: 'zh' | 'en' = 'zh') {
  const root = mkdtempSync(join(tmpdir(), 'ioloop-desk-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const desk = new Desk(root, exercises, lang);
  const screen = new Screen(desk);
  const printed: string[] = [];
  vi.spyOn(screen, 'print').mockImplementation(
    (...lines) => void printed.push(...lines),
  );
  const again = () => new Desk(root, exercises, lang);
  return { root, desk, screen, printed, again, commands: new Commands(desk, screen) };
}

describe('the language', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LC_ALL: '', LANG: 'zh_TW' }, 'zh'],
    [{}, 'en'],
  ])('of %j is %s', (env, lang) => {
    expect(langOf(env)).toBe(lang);
  });

  it('is what --lang says, whatever the locale', () => {
    expect(langIn(['--lang', 'zh'], { LANG: 'en' })).toBe('zh');
    expect(langIn(['list', '--lang=en'], { LANG: 'zh' })).toBe('en');
    expect(langIn(['--lang', 'klingon'], { LANG: 'zh' })).toBe('zh');
  });
});

describe('a student’s file', () => {
  it('imports by paths that lead to the loop from where it stands', () => {
    const mine = toMine(PERIODIC, PERIODIC.place.start);
    expect(mine).toContain("from '../../loop/");
    expect(fromMine(PERIODIC, mine)).toBe(PERIODIC.place.start);
  });

  it.each(exercises.map((each) => [each.slug, each] as const))(
    'of %s comes back as it went out',
    (_, each) => {
      for (const text of [each.place.start, each.place.solution])
        expect(fromMine(each, toMine(each, text))).toBe(text);
    },
  );

  it('from Windows is the same', () => {
    const mine = `\uFEFF${toMine(HEAP, HEAP.place.start).replaceAll('\n', '\r\n')}`;
    expect(fromMine(HEAP, mine)).toBe(HEAP.place.start);
  });
});

describe('the desk', () => {
  it('hands a file out once, and leaves it alone from then on', () => {
    const { desk } = sit();
    desk.lay(HEAP);
    writeFileSync(desk.pathOf(HEAP), '// mine\n');
    desk.lay(HEAP);
    expect(desk.text(HEAP)).toBe('// mine\n');
  });

  it('keeps what was there when it is reset', () => {
    const { root, desk } = sit();
    desk.lay(HEAP);
    for (const text of ['// one\n', '// two\n']) {
      writeFileSync(desk.pathOf(HEAP), text);
      const kept = desk.reset(HEAP);
      expect(readFileSync(join(root, kept ?? ''), 'utf8')).toBe(text);
      expect(desk.text(HEAP)).toBe(HEAP.place.start);
    }
  });

  it('remembers from one day to the next', () => {
    const { desk, again } = sit();
    desk.note(HEAP, { solved: true, hints: 2 });
    desk.choose(PERIODIC);
    expect(again().work(HEAP)).toMatchObject({ solved: true, hints: 2 });
    expect(again().current.slug).toBe('periodic');
    expect(again().solved).toBe(1);
  });

  it('loses no file to a broken list of what is done', () => {
    const { root, desk, again } = sit();
    desk.lay(HEAP);
    desk.note(HEAP, { solved: true });
    writeFileSync(join(root, 'my-exercises/progress.json'), '{"format": ');
    expect(again().solved).toBe(0);
    expect(existsSync(desk.pathOf(HEAP))).toBe(true);
  });

  it('exports what the grader reads', () => {
    const { desk } = sit();
    desk.lay(PERIODIC);
    const file = readSubmission(desk.exported('林'));
    expect(file).toMatchObject({ name: '林', lang: 'zh' });
    expect(file.exercises.periodic?.code).toBe(PERIODIC.place.start);
  });

  it('goes on to the next that is not solved, and from the last to the first', () => {
    const { desk } = sit();
    const [first, second, third] = exercises;
    desk.note(second as Exercise, { solved: true });
    expect(desk.after(first)).toBe(third);
    expect(desk.after(exercises.at(-1))).toBe(first);
  });
});

describe('commands', () => {
  it('give hints one by one, then all of them again', () => {
    const { commands, printed } = sit();
    const count = HEAP.hints.zh.length;
    for (let i = 0; i < count; i++) commands.hint(HEAP);
    const titles = () => printed.filter((line) => line.includes('提示')).length;
    expect(titles()).toBe(count);
    commands.hint(HEAP);
    expect(titles()).toBe(2 * count);
  });

  it('remember that the solution was seen', () => {
    const { desk, commands, printed } = sit('en');
    commands.solution(HEAP);
    expect(printed.join('\n')).toContain('export class MinHeap');
    expect(desk.work(HEAP).seenSolution).toBe(true);
  });
});

describe('the screen', () => {
  beforeEach(() => void vi.unstubAllEnvs());

  it('names line and column of the student’s file', async () => {
    const { screen } = sit();
    const text = HEAP.place.solution.replace('let at = 0;', 'let at = 0; nowhere();');
    const shown = screen.outcome(HEAP, await run(HEAP.runnable, text));
    const line = text.split('\n').findIndex((each) => each.includes('nowhere()')) + 1;
    expect(shown).toContain(`my-exercises/timeout-heap/min-heap.ts:${line}:`);
    expect(shown).toContain(`第 ${line} 行`);
  });

  it('lines up columns of Chinese, and draws its bar in ASCII', () => {
    const { screen, desk } = sit();
    for (const each of exercises) desk.note(each, { hints: 1 });
    const [bar = '', , ...lines] = screen.list().split('\n');
    const columns = lines.map((line) => stringWidth(line.split('提示')[0] ?? ''));
    expect(new Set(columns).size).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are colours
    expect(bar.replace(/\u001b\[\d+m/g, '')).toBe(
      `[${'.'.repeat(24)}] 0/${exercises.length}`,
    );
  });

  it('breaks lines between Han characters, never before a stop', () => {
    expect(wrapped('循环睡了，又醒了。', 8)).toEqual(['循环睡了，', '又醒了。']);
    expect(indented('one two three', 9, '  ')).toBe('  one two\n  three');
    expect(padded('循环', 6)).toBe('循环  ');
  });
});

describe('a warm worker', () => {
  it('runs one file after another, each in a thread of its own', async () => {
    const worker = new WarmWorker();
    onTestFinished(() => worker.close());
    const { runnable, place } = HEAP;
    expect((await worker.run(runnable, place.start)).passed).toBe(false);
    expect((await worker.run(runnable, place.solution)).passed).toBe(true);
  }, 30_000);
});
