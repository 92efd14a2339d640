import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { flags } from '../../site/exercises/grading/child-process.ts';
import type { Grader } from '../../site/exercises/grading/grader.ts';
import { FULL } from '../../site/exercises/grading/points.ts';
import {
  readFolder,
  readStudents,
  type Student,
} from '../../site/exercises/grading/students.ts';
import { exercises, openGrader } from './all.ts';

const SLUGS = ['predict-order', 'starved-socket', 'timeout-heap', 'run'];
const placeOf = (slug: string) => {
  const found = exercises.find((each) => each.slug === slug);
  if (!found) throw new Error(`There is no exercise ${slug}`);
  return found.place;
};
const HEAP = placeOf('timeout-heap').solution;
const ORDER = placeOf('predict-order').solution;

vi.setConfig({ testTimeout: 30_000 }); // on a machine that is busy

let grader: Grader;
beforeAll(async () => {
  grader = await openGrader();
}, 60_000);

const student = (works: Record<string, string>): Student => {
  return { id: 's', name: 'S', lang: null, works, problems: [], hash: '' };
};

describe('a student', () => {
  it('gets the points of an exercise for its solution, and none for its start', async () => {
    const graded = await grader.grade(
      student({
        'predict-order': ORDER,
        'starved-socket': placeOf('starved-socket').solution,
        'timeout-heap': placeOf('timeout-heap').start,
      }),
    );
    const some = graded?.exercises.filter(({ slug }) => SLUGS.includes(slug));
    expect(some?.map(({ status }) => status)).toEqual([
      'solved',
      'solved',
      'untouched',
      'missing',
    ]);
    expect(graded?.points).toBe(2 * FULL);
  });

  it('gets whole points for a part, above what the start has passed', async () => {
    const text = HEAP.replace('a.order < b.order', 'false');
    const [graded] = await grader.gradeWorks([{ slug: 'timeout-heap', text }]);
    const { status, points } = graded ?? {};
    expect(status).toBe('part');
    expect(points).toBeGreaterThan(0);
    expect(Number.isInteger(points)).toBe(true);
  });

  it('gets nothing for what is no program, and reads where', async () => {
    const graded = await grader.grade(student({ 'predict-order': 'const x = = 1;\n' }));
    const order = graded?.exercises.find(({ slug }) => slug === 'predict-order');
    expect(order).toMatchObject({
      points: 0,
      why: { position: { line: 1, column: 11 } },
    });
  });
});

describe('the process in which they run', () => {
  it('may not read, write, start another or connect, whoever gets out of the realm', () => {
    const folder = temporary();
    const file = join(folder, 'child.mjs');
    writeFileSync(join(folder, 'other.txt'), 'of another student');
    writeFileSync(
      file,
      `import fs from 'node:fs'; import net from 'node:net';
       import { spawnSync } from 'node:child_process';
       import { Worker } from 'node:worker_threads';
       const tried = [
         () => fs.readFileSync(${JSON.stringify(join(folder, 'other.txt'))}),
         () => fs.readdirSync(${JSON.stringify(folder)}),
         () => fs.writeFileSync(${JSON.stringify(file)}, ''),
         () => spawnSync('true'),
         () => new Worker('', { eval: true }),
         () => process.kill(process.ppid, 0) && Object.keys(process.env).join(),
         () => { Array.prototype.push = null; },
       ].map((one) => { try { return one() } catch (error) { return error.code ?? error.name } });
       net.connect(9, '127.0.0.1').on('error', (error) =>
         console.log(JSON.stringify([...tried, error.code])));`,
    );
    const out = execFileSync(process.execPath, [...flags(file, { heap: 64 }), file], {
      env: {},
      encoding: 'utf8',
    });
    const denied = 'ERR_ACCESS_DENIED';
    expect(JSON.parse(out)).toEqual([
      denied,
      denied,
      denied,
      denied,
      denied,
      '',
      'TypeError',
      denied,
    ]);
  });
});

describe('what was handed in', () => {
  it('is a folder or an exported file for each student', () => {
    const folder = temporary();
    put(folder, 'ann/timeout-heap/min-heap.ts', '// ann');
    put(folder, 'bo/my-exercises/timeout-heap/min-heap.ts', '// bo');
    put(folder, 'cy.json', exported('// cy'));
    const students = readStudents(folder, exercises);
    expect(students.map(({ id, works }) => [id, works['timeout-heap']])).toEqual([
      ['ann', '// ann'],
      ['bo', '// bo'],
      ['cy', '// cy'],
    ]);
    expect(students[2]).toMatchObject({ name: '林', lang: 'zh' });
  });

  it('is read no further than its own folder', () => {
    const folder = temporary();
    put(folder, 'ann/timeout-heap/min-heap.ts', '// ann');
    put(folder, 'eve/readme.md', '');
    symlinkSync(join(folder, 'ann/timeout-heap'), join(folder, 'eve/timeout-heap'));
    mkdirSync(join(folder, 'eve/predict-order'));
    symlinkSync('/etc/passwd', join(folder, 'eve/predict-order/answers.ts'));
    const eve = readFolder(join(folder, 'eve'), 'eve', exercises);
    expect(eve.works).toEqual({});
    expect(eve.problems[0]?.en).toContain('predict-order/answers.ts was not read');
  });

  it('may be nonsense, and the student is told', () => {
    const folder = temporary();
    put(folder, 'dee.json', '{"format": "other"}');
    const [dee] = readStudents(folder, exercises);
    expect(dee?.works).toEqual({});
    expect(dee?.problems[0]?.en).toContain('This is no exported file');
  });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const exported = (code: string): string => {
  const work = { code, solved: false, hints: 0, seenSolution: false };
  const about = { format: 'ioloop-exercises', version: 1, name: '林', lang: 'zh' };
  return JSON.stringify({ ...about, exercises: { 'timeout-heap': work } });
};
