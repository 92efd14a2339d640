import { describe, expect, it } from 'vitest';
import { readExercises } from '../../site/exercises/exercises.ts';
import { feedback } from '../../site/exercises/grading/feedback.ts';
import type { StudentGrade } from '../../site/exercises/grading/grader.ts';
import { grade, type Key } from '../../site/exercises/grading/points.ts';
import { alike } from '../../site/exercises/grading/similar.ts';
import { classroom, gradesCsv, junit } from '../../site/exercises/grading/tables.ts';

const exercises = readExercises().slice(5, 6);
const [heap] = exercises;
const slug = heap?.slug ?? '';
const names = ['a', 'b', 'c'].map((en) => ({ zh: `${en} 测试`, en }));
const KEY: Key = { slug, names, atStart: 1 };

const failure = { why: null, message: 'Error: <b>\u0000', position: null };
const result = (en: string, passed: boolean) => {
  return {
    name: { zh: '', en },
    passed,
    failure: passed ? null : failure,
    printed: [],
  };
};

function graded(results: ReturnType<typeof result>[], ended = true) {
  const about = { nonce: '', tooLong: false, refused: null, names };
  return grade(KEY, { answer: { ...about, ended, results } });
}

const HALF = graded([result('a', true), result('b', true), result('c', false)]);

const HELP = { hints: 2, seenSolution: true, attempts: 7, likeModel: true };

const student = (name: string, lang: 'zh' | 'en'): StudentGrade => {
  return {
    id: 'lin',
    name,
    lang,
    problems: [],
    time: null,
    help: [HELP],
    points: 5,
    exercises: [HALF],
  };
};

describe('points', () => {
  it('are whole, and count from what the start passes', () => {
    expect(HALF).toMatchObject({ points: 5, passed: 2, status: 'part' });
  });

  it('are full for all tests, and none for the start’s own', () => {
    const all = graded(names.map(({ en }) => result(en, true)));
    expect(all).toMatchObject({ points: 10, status: 'solved' });
    expect(graded([result('a', true)])).toMatchObject({ points: 0, status: 'failed' });
  });

  it('are not given for tests that the exercise does not have', () => {
    const forged = ['x', 'y', 'z'].map((en) => result(en, true));
    expect(graded(forged)).toMatchObject({ points: 0, passed: 0 });
  });

  it('are not given for tests that have not ended', () => {
    const some = graded([result('a', true)], false);
    expect(some.tests.map(({ passed }) => passed)).toEqual([true, false, false]);
    expect(some.tests[1]?.failure?.message).toContain('promise that nobody');
  });
});

describe('the table', () => {
  it('begins with a BOM, and a name is no formula in it', () => {
    const csv = gradesCsv([student('=HYPERLINK("http://x")', 'zh')], exercises, 'zh');
    expect(csv.startsWith('\uFEFF提交,姓名,得分,满分,解出,')).toBe(true);
    const row = `lin,"'=HYPERLINK(""http://x"")",5,10,0,5,2,${slug},${slug},7,`;
    expect(csv).toContain(row);
  });

  it('is XML for JUnit, whatever a student has printed', () => {
    const xml = junit([student('<林>', 'zh')], 'zh');
    expect(xml).toContain(
      '<testsuite name="&lt;林&gt;" id="lin" tests="3" failures="1">',
    );
    expect(xml).toContain('<failure message="Error: &lt;b&gt;\uFFFD"/>');
  });

  it('is what the reporter of GitHub Classroom reads', () => {
    expect(JSON.parse(classroom(student('Lin', 'en'), 'en'))).toMatchObject({
      version: 1,
      status: 'fail',
      max_score: 10,
      tests: [{ name: slug, status: 'fail', score: 5 }],
    });
  });
});

describe('feedback', () => {
  it('is in the language of the student, and their text is nothing but text', () => {
    const zh = feedback(student('*林*', 'zh'), exercises, 'zh');
    expect(zh).toContain('# \\*林\\*');
    expect(zh).toContain('得分：5，满分 10。');
    expect(zh).toContain('- **c 测试**');
    expect(zh).toContain('````\n  Error: <b>');
    const en = feedback(student('Lin', 'en'), exercises, 'en');
    expect(en).toContain('Points: 5 of 10.');
  });
});

describe('submissions', () => {
  const models = [
    { slug, texts: [heap?.place.start ?? '', heap?.place.solution ?? ''] },
  ];
  const own = `export class MinHeap {
    list = [];
    get size() { return this.list.length; }
    add(entry) {
      const at = this.list.findIndex((each) => later(each, entry));
      if (at < 0) this.list.push(entry); else this.list.splice(at, 0, entry);
    }
    peek() { return this.list.at(0); }
    pop() { const [first] = this.list.splice(0, 1); return first; }
  }
  function later(a, b) { return a.deadline === b.deadline ? a.order > b.order : a.deadline > b.deadline; }`;
  const by = (id: string, text: string) => ({ id, works: { [slug]: text } });

  it('that differ in names and comments are listed as alike', () => {
    const renamed = `// mine\n${own.replaceAll('list', 'items').replaceAll('each', 'it')}`;
    const pairs = alike([by('a', own), by('b', renamed), by('c', '')], models);
    expect(pairs).toEqual([{ slug, students: ['a', 'b'], share: 100 }]);
  });

  it('that are the solution, or the start, are not', () => {
    const solution = heap?.place.solution ?? '';
    expect(alike([by('a', solution), by('b', solution)], models)).toEqual([]);
  });

  it('keep nobody busy for long', () => {
    const text = '/*'.repeat(50_000);
    const begun = performance.now();
    alike([by('a', text), by('b', text)], models);
    expect(performance.now() - begun).toBeLessThan(4000);
  });
});
