/** The program that the book grows: each stage runs, and each step adds what it says. */

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkLoop } from '../../site/grow/check.ts';
import { Desk } from '../../site/grow/desk.ts';
import {
  fileOf,
  GROW,
  linesAdded,
  MADE,
  makeStages,
  readStages,
} from '../../site/grow/stages.ts';
import { VisitError, visit } from '../../site/grow/visit.ts';
import { Program } from '../examples/program.ts';
import { needsEpoll } from '../kernel.ts';

const stages = readStages();
const pathOf = (number: number) => {
  const stage = stages[number];
  if (!stage) throw new Error(`no stage ${number}`);
  return `${MADE}/${fileOf(stage)}`;
};

// What these two add is seen in what guests get; no test asks the loop about it.
const SEEN_BY_GUESTS = ['sockets', 'limits'];

const TAP = { reporter: 'tap' };
const SLOW = { timeout: 30_000 }; // programs that start other programs

let folder: string;

beforeAll(() => {
  makeStages(stages);
  folder = mkdtempSync(join(tmpdir(), 'grow-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('The grown program', () => {
  it('has a stage for each chapter, in the order of the chapters', () => {
    const chapters = stages.map((stage) => fileOf(stage).replace('.ts', ''));
    expect(chapters.every((name) => existsSync(`content/chapters/${name}`))).toBe(true);
  });

  it('is made of patches that fit: one that does not is named', () => {
    cpSync(GROW, join(folder, GROW), { recursive: true });
    const first = join(folder, GROW, '00-last-line.ts');
    writeFileSync(
      first,
      readFileSync(first, 'utf8').replace('running = false', 'on = false'),
    );
    expect(() => readStages(folder)).toThrow('01-three-ways.patch does not fit');
  });

  it('has no patch that no stage is made of', () => {
    cpSync(GROW, join(folder, GROW), { recursive: true });
    writeFileSync(join(folder, GROW, '17-more.patch'), '');
    expect(() => readStages(folder)).toThrow('17-more.patch belongs to no stage');
  });

  it('tells the lines that a stage adds', () => {
    expect([...linesAdded('a\nb\nd\n', 'a\nc\nd\ne\n')]).toEqual([2, 4]);
  });

  it('type-checks at each stage', { timeout: 90_000 }, () => {
    const config = join(MADE, 'tsconfig.json');
    const text = { extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] };
    writeFileSync(config, JSON.stringify(text));
    const { stdout } = spawnSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', config],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('');
  });
});

describe.each(stages)('$name ($id)', SLOW, (stage) => {
  beforeEach(needsEpoll);

  it('keeps what it and the stages before it promise', async () => {
    const { passed, told } = await checkLoop(pathOf(stage.number), stage, TAP);
    expect(passed, told).toBe(true);
  });

  it('serves its guests as the book shows', async () => {
    const seen = await visit(pathOf(stage.number), stage);
    expect(seen.at(-1)?.printed.at(-1)).toMatch(/start\(\) has returned|polls/);
  });

  const isNew = stage.number > 0 && !SEEN_BY_GUESTS.includes(stage.id);
  it.runIf(isNew)('adds what the stage before does not have', async () => {
    const before = pathOf(stage.number - 1);
    const { passed } = await checkLoop(before, stage, { ...TAP, deadline: 5_000 });
    expect(passed).toBe(false);
  });
});

describe('A visit', SLOW, () => {
  beforeEach(needsEpoll);

  it('that waits for what is never printed says what was', async () => {
    const [first] = stages;
    if (!first) throw new Error('no stage');
    const impatient = {
      ...first,
      visit: [{ do: 'Alice joins' }, { do: 'Alice leaves' }],
    };
    const seen = await visit(pathOf(0), impatient);
    expect(seen.flatMap(({ printed }) => printed)).toContain('* guest 1 leaves');
    const hopeless = [...impatient.visit, { do: 'Alice waits 1', until: 'thunder' }];
    const failed = visit(pathOf(0), { ...first, visit: hopeless });
    await expect(failed).rejects.toThrow(VisitError);
    await expect(failed).rejects.toThrow(
      /never printed “thunder”[\s\S]*guest 1 leaves/,
    );
  });
});

describe('npm run grow', SLOW, () => {
  it('begins with an empty loop, and keeps what was typed', () => {
    const desk = new Desk(folder, stages);
    desk.lay();
    expect(readFileSync(desk.file, 'utf8')).toContain('class Loop');
    writeFileSync(desk.file, 'mine');
    desk.lay();
    expect(readFileSync(desk.file, 'utf8')).toBe('mine');
    expect(desk.stage?.name).toBe('grow-00');
  });

  it('begins at a stage with the program of the one before, and keeps yours', () => {
    const desk = new Desk(folder, stages);
    const waker = desk.find('waker');
    expect(waker).toBe(desk.find('7'));
    const kept = waker && desk.begin(waker);
    expect(readFileSync(desk.file, 'utf8')).toBe(stages[6]?.text);
    expect(readFileSync(kept ?? '', 'utf8')).toBe('mine');
    desk.next();
    expect(new Desk(folder, stages).stage?.name).toBe('grow-08');
  });

  it('lists the stages, and refuses one that is not there', async () => {
    const { stdout } = await new Program(
      'site/grow/cli.ts',
      'list',
      '--lang=en',
    ).ended();
    expect(stdout.match(/grow-\d\d/g)).toHaveLength(stages.length);
    const none = await new Program(
      'site/grow/cli.ts',
      'begin',
      'x',
      '--lang=en',
    ).ended();
    expect(none.stderr).toContain('No stage x: 0 last-line');
    expect(none.code).toBe(2);
  });
});

describe('npm run example grow-00', SLOW, () => {
  beforeEach(needsEpoll);

  it('serves whoever connects, and says how', async () => {
    const program = new Program('.ci/tasks.ts', 'example', 'grow-00');
    const [, port] = await program.prints(/nc 127\.0\.0\.1 (\d+)/);
    expect(Number(port)).toBeGreaterThan(0);
  });

  it('says which there are, asked for one too many', async () => {
    const { code, stderr } = await new Program(
      '.ci/tasks.ts',
      'example',
      'grow-99',
    ).ended();
    expect(stderr).toContain('they go to grow-16');
    expect(code).toBe(1);
  });
});
