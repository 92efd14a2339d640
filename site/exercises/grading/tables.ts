/** The grades as a table for a spreadsheet, and as JUnit and Classroom want them. */

import { stringify } from 'csv-stringify/sync';
import { create } from 'xmlbuilder2';
import type { Exercise } from '../exercises.ts';
import { type Lang, speaker } from '../locale.ts';
import type { Help, StudentGrade } from './grader.ts';
import { FULL, type Graded, type GradedTest } from './points.ts';
import type { Marks } from './rubric.ts';
import type { Alike } from './similar.ts';

/** With a BOM, by which Excel knows UTF-8; points are whole numbers. */
export function gradesCsv(
  grades: readonly StudentGrade[],
  exercises: readonly Exercise[],
  lang: Lang,
  rubric: ReadonlyMap<string, Marks> = new Map(),
): string {
  const say = speaker(lang);
  const slugs = exercises.map(({ slug }) => slug);
  const head = [say('提交', 'submission'), say('姓名', 'name'), say('得分', 'points')];
  const rest = [
    say('满分', 'of'),
    say('解出', 'solved'),
    ...slugs,
    say('提示', 'hints'),
    say('看过解答', 'solutions seen'),
    say('和解答一样', 'same as the model'),
    say('运行次数', 'runs'),
    say('人工给分', 'manual points'),
    say('评语', 'comment'),
    say('备注', 'note'),
  ];
  const rows = grades.map((grade) => [
    grade.id,
    grade.name,
    grade.points,
    FULL * slugs.length,
    grade.exercises.filter(({ status }) => status === 'solved').length,
    ...grade.exercises.map(({ points }) => points),
    ...helpCells(grade),
    rubric.get(grade.id)?.points ?? '',
    oneLine(rubric.get(grade.id)?.comment ?? ''),
    grade.problems.map((problem) => problem[lang]).join(' '),
  ]);
  return table([[...head, ...rest], ...rows]);
}

function helpCells({ help, exercises }: StudentGrade): (string | number)[] {
  const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
  const those = (has: (each: Help) => boolean) =>
    exercises
      .flatMap(({ slug }, i) => (help[i] && has(help[i]) ? [slug] : []))
      .join(' ');
  return [
    sum(help.map(({ hints }) => hints)),
    those(({ seenSolution }) => seenSolution),
    those(({ likeModel }) => likeModel),
    sum(help.map(({ attempts }) => attempts)),
  ];
}

export function alikeCsv(pairs: readonly Alike[], lang: Lang): string {
  const say = speaker(lang);
  const head = [say('练习', 'exercise'), say('提交', 'submission')];
  const rest = [say('另一份', 'another'), say('相似 %', 'alike %')];
  const rows = pairs.map(({ slug, students, share }) => [slug, ...students, share]);
  return table([[...head, ...rest], ...rows]);
}

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** A name that begins like a formula is no formula. */
const table = (rows: unknown[][]): string =>
  stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' });

/** A suite for each student, a case for each test. */
export function junit(grades: readonly StudentGrade[], lang: Lang): string {
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites');
  for (const { id, name, exercises } of grades) {
    const all = exercises.flatMap((graded) => casesOf(graded, lang));
    const failures = all.filter(({ passed }) => !passed).length;
    const suite = root.ele('testsuite', { name: clean(name), id: clean(id) });
    suite.att({ tests: `${all.length}`, failures: `${failures}` });
    for (const { slug, title, passed, why } of all) {
      const test = suite.ele('testcase', { classname: slug, name: title });
      if (!passed) test.ele('failure', { message: clean(why) });
    }
  }
  return root.end({ prettyPrint: true });
}

interface Case {
  readonly slug: string;
  readonly title: string;
  readonly passed: boolean;
  readonly why: string;
}

function casesOf({ slug, tests, why, status }: Graded, lang: Lang): Case[] {
  const inWords = ({ failure }: GradedTest) =>
    failure?.why?.[lang] ?? failure?.message ?? '';
  if (tests.length > 0)
    return tests.map((test) => {
      const { name, passed } = test;
      return { slug, title: name[lang], passed, why: inWords(test) };
    });
  const said = why?.why?.[lang] ?? why?.message ?? status;
  return [{ slug, title: slug, passed: false, why: said }];
}

/** What XML cannot hold, whatever a student has put into a message. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(
      /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu,
      '\uFFFD',
    );

/** As the reporter of GitHub Classroom reads it, for one student. */
export function classroom(grade: StudentGrade, lang: Lang): string {
  const tests = grade.exercises.map(({ slug, status, points, passed, total }) => ({
    name: slug,
    status: status === 'solved' ? 'pass' : 'fail',
    message: speaker(lang)(
      `${total} 个测试里通过 ${passed} 个`,
      `${passed} of ${total} tests pass`,
    ),
    score: points,
  }));
  const status = tests.every(({ status }) => status === 'pass') ? 'pass' : 'fail';
  return JSON.stringify({ version: 1, status, max_score: FULL * tests.length, tests });
}
