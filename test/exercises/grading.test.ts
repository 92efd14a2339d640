import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readExercises } from '../../site/exercises/exercises.ts';
import { flags } from '../../site/exercises/grading/child-process.ts';
import { Grader } from '../../site/exercises/grading/grader.ts';
import { FULL, type Graded } from '../../site/exercises/grading/points.ts';
import {
  readFolder,
  readStudents,
  type Student,
} from '../../site/exercises/grading/students.ts';

const SLUGS = ['predict-order', 'starved-socket', 'timeout-heap', 'run'];
const exercises = readExercises(); // to open a grader is to run all their solutions
const placeOf = (slug: string) => {
  const found = exercises.find((each) => each.slug === slug);
  if (!found) throw new Error(`There is no exercise ${slug}`);
  return found.place;
};
const RAN_ON = 'Ended after 2 s: most likely';
const HEAP = placeOf('timeout-heap').solution;
const ORDER = placeOf('predict-order').solution;

let grader: Grader;
beforeAll(async () => {
  grader = await Grader.open(exercises, { heap: 64, memory: 256 });
}, 60_000);
afterAll(() => grader[Symbol.dispose]());

const student = (works: Record<string, string>): Student => {
  return { id: 's', name: 'S', lang: null, works, problems: [], hash: '' };
};

const messages = ({ why, tests }: Graded): string[] =>
  [why, ...tests.map(({ failure }) => failure)].flatMap((one) => one?.message ?? []);

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

/** What is written above the solution of the heap, and what comes of it. */
const ATTACKS: [what: string, attack: string, said: string | RegExp][] = [
  ['ending the process', 'process.exit(0);\n', 'process is not defined'],
  ['a loop that never ends', 'for (;;);\n', RAN_ON],
  [
    'promises that never end',
    'const f = async () => { for (;;) await 0; }; f();\n',
    RAN_ON,
  ],
  [
    'taking memory',
    "let s = []; for (;;) s.push(new Array(1e5).fill('x'));\n",
    /too much memory|^Ended after 2 s/, // where the machine is too busy to fill it in time
  ],
  [
    'taking memory outside of the heap',
    'const s = []; for (;;) s.push(new Uint8Array(3e7).fill(1));\n',
    /memory|Array buffer allocation failed/,
  ],
  [
    'reading files',
    "import { readFileSync } from 'node:fs';\nreadFileSync('/etc/passwd');\n",
    'No import of node:fs here',
  ],
  ['a dynamic import', "await import('node:fs');\n", 'await'],
  ['a network', "fetch('http://127.0.0.1/');\n", 'fetch is not defined'],
  [
    'code made from text',
    "(() => {}).constructor('return process')();\n",
    'Code generation from strings disallowed',
  ],
  [
    'importing what the test is written with',
    "import { expect } from '../../../../site/exercises/run/testing.ts';\nexpect;\n",
    'No import of site/exercises/run/testing.ts here',
  ],
  [
    'a language in which all is equal',
    'Object.is = () => true; Array.prototype.every = () => true;\n',
    'Cannot assign to read only property',
  ],
  [
    'globals of their own',
    'globalThis.JSON = { stringify: () => \'{"ended":true}\' };\n',
    'Cannot assign to read only property',
  ],
  [
    'the way in which the grader begins',
    "globalThis[Symbol.for('step')](); throw new Error('mine');\n",
    'mine',
  ],
  ['a proxy', 'new Proxy({}, {});\n', 'Proxy is not defined'],
  [
    'a promise that fails',
    "Promise.reject(new Error('unheard')); throw new Error('mine');\n",
    'mine',
  ],
];

describe('nobody gets points, or harms what comes after, by', () => {
  const outcomes = new Map<string, Graded | undefined>();

  beforeAll(async () => {
    const late = ATTACKS.filter(([, , said]) => said === RAN_ON);
    const big = ATTACKS.filter(([what]) => what.includes('memory'));
    const rest = ATTACKS.filter((one) => !late.includes(one) && !big.includes(one));
    await Promise.all([late, big, rest].map(attackTogether));
  }, 60_000);

  /** One after the other in one process, as far as it bears it; honest work comes last. */
  async function attackTogether(attacks: typeof ATTACKS): Promise<void> {
    const texts = [...attacks.map(([, attack]) => attack + HEAP), HEAP];
    const works = texts.map((text) => ({ slug: 'timeout-heap', text }));
    const graded = await grader.gradeWorks(works);
    for (const [i, [what]] of attacks.entries()) outcomes.set(what, graded[i]);
    expect(graded.at(-1)).toMatchObject({ status: 'solved' });
  }

  it.each(ATTACKS)('%s', (what, _, said) => {
    const graded = outcomes.get(what) as Graded;
    expect(graded).toMatchObject({ status: 'failed', points: 0 });
    expect(messages(graded)[0]).toMatch(said);
  });

  it('values that say themselves what they are equal to', async () => {
    const any = '{ asymmetricMatch: () => true }';
    const text = `export class MinHeap {
      size = ${any};
      add() {}
      peek() { return { deadline: ${any}, order: ${any} }; }
      pop() { return { deadline: ${any}, order: ${any} }; }
    }`;
    const [graded] = await grader.gradeWorks([{ slug: 'timeout-heap', text }]);
    expect(graded).toMatchObject({ points: 0, passed: 0 });
  });

  it('changing what the tests and the loop are made of', async () => {
    const attack = `
      import * as loops from '../../../../loop/core/ioloop.ts';
      const tries = [
        () => { loops.IOLoop.prototype.addCallback = () => {}; },
        () => { loops.IOLoop = null; },
        () => { Object.defineProperty(loops, 'IOLoop', { value: null }); },
      ];
      let refused = 0;
      for (const one of tries) try { one(); } catch { refused++; }
      if (refused < tries.length) throw new Error('changed');
      export const first: string[] = [];
      export const second: string[] = [];
      export const third: string[] = [];`;
    const graded = await grader.grade(student({ 'predict-order': attack }));
    const order = graded?.exercises.find(({ slug }) => slug === 'predict-order');
    expect(order).toMatchObject({ points: 0, passed: 0, total: 3, why: null });
    expect(order?.tests[0]?.failure?.message).not.toMatch(/changed/);
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
