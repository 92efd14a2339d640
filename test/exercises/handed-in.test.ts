import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileName } from '../../site/exercises/grading/file-name.ts';
import { keepRubric } from '../../site/exercises/grading/rubric.ts';
import {
  OneStudent,
  readFolder,
  readStudents,
} from '../../site/exercises/grading/students.ts';
import { exercises } from './all.ts';

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

const HEAP = 'timeout-heap/min-heap.ts';
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([n, t]) => [n, strToU8(t)])));

/** Of each who handed something in: who it is, their heap, and what is wrong. */
const read = (folder: string) =>
  readStudents(folder, exercises).map(({ id, works, problems }) => [
    id,
    works['timeout-heap'],
    problems.map(({ en }) => en).join(' '),
  ]);

describe('every entry of the folder appears', () => {
  it('if it is a pipe, a link, a file of another kind or has strange bytes in its name', () => {
    const folder = temporary();
    put(folder, `ann/${HEAP}`, '// ann');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/etc', join(folder, 'link'));
    put(folder, 'essay.docx', 'x');
    mkdirSync(join(folder, 'empty'));
    const gbk = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc1, 0xd6])]);
    mkdirSync(gbk);
    put(folder, 'x\n=1+1/readme.md', '');
    put(folder, `${'n'.repeat(255)}/${HEAP}`, '// long');
    const rows = read(folder);
    expect(rows.map(([id]) => id)).toEqual([
      'ann',
      'empty',
      'essay.docx',
      'link',
      `${'n'.repeat(100)}…`,
      'pipe',
      'x =1+1',
      '林',
    ]);
    expect(rows[0]).toEqual(['ann', '// ann', '']);
    const said = rows.slice(1).map(([, , problems]) => problems);
    expect(said.map((text, i) => i === 3 || text !== '')).not.toContain(false);
    expect(said[1]).toContain('no folder, no zip file and no exported');
    expect(said[2]).toContain('A symbolic link');
    expect(said[4]).toContain('A pipe');
  });

  it.skipIf(process.getuid?.() === 0)('if it may not be read', () => {
    const folder = temporary();
    put(folder, `ann/${HEAP}`, '// ann');
    chmodSync(join(folder, 'ann'), 0);
    onTestFinished(() => chmodSync(join(folder, 'ann'), 0o755));
    expect(read(folder)[0]?.[2]).toContain('There is no permission');
  });

  it('under an id of its own', () => {
    const folder = temporary();
    for (const name of ['lin', 'lin-2', 'LIN']) put(folder, `${name}/${HEAP}`, '// x');
    put(folder, 'lin.json', exported('// y'));
    const ids = read(folder).map(([id]) => String(id).toLowerCase());
    expect(ids.length).toBe(4);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toContain('lin-2');
  });
});

describe('what teachers download', () => {
  it('is read as Moodle, Canvas and GitHub Classroom lay it out', () => {
    const folder = temporary();
    put(folder, 'Lin Wei_4711_assignsubmission_file/mine.json', exported('// moodle'));
    writeFileSync(
      join(folder, 'annlee_LATE_12_34_mine.zip'),
      zip({ [`my-exercises/${HEAP}`]: '// canvas' }),
    );
    put(folder, `lab-1-octocat/my-exercises/${HEAP}`, '// classroom');
    expect(read(folder)).toEqual([
      ['Lin Wei', '// moodle', ''],
      ['annlee', '// canvas', ''],
      ['lab-1-octocat', '// classroom', ''],
    ]);
  });

  it('may be a zip file of the whole class', () => {
    const file = join(temporary(), 'class.zip');
    writeFileSync(
      file,
      zip({ [`ann/${HEAP}`]: '// ann', [`bo/deep/in/${HEAP}`]: '// bo' }),
    );
    expect(read(file)).toEqual([
      ['ann', '// ann', ''],
      ['bo', '// bo', ''],
    ]);
  });

  it('is refused where a zip file is broken, or holds too much', () => {
    const folder = temporary();
    writeFileSync(join(folder, 'broken.zip'), 'PK');
    const bomb = zip({ zeros: '0' });
    const entry = Buffer.from(bomb).indexOf('PK\u0001\u0002'); // of the directory at its end
    new DataView(bomb.buffer).setUint32(entry + 24, 2 ** 31, true); // it says: 2 GB
    writeFileSync(join(folder, 'bomb.zip'), bomb);
    const many = Array.from({ length: 5001 }, (_, i) => [`${i}.ts`, ''] as const);
    writeFileSync(join(folder, 'crowd.zip'), zip(Object.fromEntries(many)));
    const said = read(folder).map(([, , problems]) => problems);
    expect(said[0]).toContain('too much in the zip file');
    expect(said[1]).toContain('The zip file is broken');
    expect(said[2]).toContain('too much in the zip file');
  });

  it('may have files in another case or under another name, and that is said', () => {
    const folder = temporary();
    put(folder, 'ann/06-Timeout_Heap/Min-Heap.ts', '// case');
    put(folder, 'bo/timeout-heap/solution-final.ts', '// name');
    put(folder, 'cy/timeout-heep/min-heap.ts', '// slug');
    const rows = read(folder);
    expect(rows[0]?.slice(0, 2)).toEqual(['ann', '// case']);
    expect(rows[1]).toEqual([
      'bo',
      '// name',
      'timeout-heap has no min-heap.ts; solution-final.ts was read instead.',
    ]);
    expect(rows[2]?.[2]).toContain('is it timeout-heap?');
  });

  it('is not the folder of one student, and that is said', () => {
    const folder = temporary();
    put(folder, HEAP, '// mine');
    expect(() => readStudents(folder, exercises)).toThrow(OneStudent);
  });
});

describe('the rubric', () => {
  it('is the teacher’s, however often the class is graded', () => {
    const file = join(temporary(), 'rubric.yaml');
    const [ann, bo] = ['ann', 'bo'].map((id) => ({ id, name: id }));
    keepRubric(file, [ann as never], 'en');
    const mine = readFileSync(file, 'utf8').replace(
      'points: null',
      'points: 3 # clear',
    );
    writeFileSync(file, mine);
    const marks = keepRubric(file, [ann as never, bo as never], 'en');
    expect(marks.get('ann')?.points).toBe(3);
    expect(readFileSync(file, 'utf8')).toContain('points: 3 # clear');
    expect(readFileSync(file, 'utf8')).toContain('bo:');
    writeFileSync(file, 'ann: { points: many }\n');
    expect(() => keepRubric(file, [], 'en')).toThrow(/rubric\.yaml/);
    expect(readFileSync(file, 'utf8')).toContain('many');
  });
});

describe('the file of a student', () => {
  it.each([
    ['../../etc/passwd', '__.._etc_passwd'],
    ['林', '林'],
    ['a:b', 'a_b'],
  ])('for %s is %s', (id, name) => expect(fileName(id)).toBe(name));

  it('has a name short enough, and of its own', () => {
    const [one, two] = ['1', '2'].map((end) => fileName('林'.repeat(90) + end));
    expect(Buffer.byteLength(one ?? '')).toBeLessThan(160);
    expect(one).not.toBe(two);
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
