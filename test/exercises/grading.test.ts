import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { flags } from '../../site/exercises/grading/child-process.ts';
import type { Grader } from '../../site/exercises/grading/grader.ts';
import { FULL } from '../../site/exercises/grading/points.ts';
import type { Student } from '../../site/exercises/grading/students.ts';
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
  return {
    id: 's',
    name: 'S',
    lang: null,
    works,
    said: {},
    time: null,
    problems: [],
    hash: '',
  };
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

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
