/** `npm run grade`: what was handed in, graded. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Exercise, readExercises } from '../exercises.ts';
import { commandIn } from '../help.ts';
import { type Lang, langIn, speaker } from '../locale.ts';
import { gradeClass, Parts } from './class.ts';
import { classPage } from './class-page.ts';
import { feedback } from './feedback.ts';
import { fileName } from './file-name.ts';
import { Grader, type StudentGrade } from './grader.ts';
import { Progress } from './progress.ts';
import { keepRubric } from './rubric.ts';
import { ALIKE, type Alike, alike } from './similar.ts';
import { OneStudent, readFolder, readStudents, type Student } from './students.ts';
import { alikeCsv, classroom, gradesCsv, junit } from './tables.ts';
import { reasonOf } from './tree.ts';

interface Options {
  out: string;
  lang: Lang;
  resume?: boolean;
  only?: string;
  student?: string;
  classroom?: string;
  due?: string;
}

const lang = langIn(process.argv.slice(2));
const say = speaker(lang);

async function main(folder: string, options: Options): Promise<void> {
  if (!existsSync(folder))
    fail(say(`没有 ${folder} 这个目录。`, `There is no folder ${folder}.`));
  const exercises = chosen(options.only);
  const students = studentsIn(folder, options.student, exercises);
  if (students.length === 0)
    fail(say(`${folder} 里没有提交。`, `There is no submission in ${folder}.`));
  mkdirSync(dirname(resolve(options.out)), { recursive: true });
  const stop = new AbortController();
  // More than once: from a terminal each process above hands the signal on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());
  const base = options.out.replace(/\.csv$/, '');
  const parts = new Parts(`${base}.part.jsonl`, exercises, options.resume ?? false);
  const grades = await run(exercises, students, parts, stop.signal);
  write(base, exercises, students, grades, options);
  if (grades.length < students.length) return brokenOff(grades, students);
  parts.remove();
}

function studentsIn(
  folder: string,
  student: string | undefined,
  exercises: readonly Exercise[],
): Student[] {
  try {
    if (student !== undefined) return [readFolder(folder, student, exercises)];
    return readStudents(folder, exercises);
  } catch (error) {
    if (error instanceof OneStudent) fail(oneStudent(folder));
    const { zh, en } = reasonOf(error);
    fail(say(`没有读 ${folder}：${zh}`, `${folder} was not read. ${en}`));
  }
}

const oneStudent = (folder: string): string =>
  say(
    `${folder} 是一个学生自己的目录。要批这一份：npm run grade -- ${folder} --student 名字；要批全班，给出装着各人目录的那一层。`,
    `${folder} is the folder of one student. To grade that alone: npm run grade -- ${folder} --student NAME; for a class, name the folder that has one for each student.`,
  );

async function run(
  exercises: readonly Exercise[],
  students: readonly Student[],
  parts: Parts,
  stop: AbortSignal,
): Promise<StudentGrade[]> {
  using grader = await Grader.open(exercises);
  using progress = new Progress(students.length, say);
  const onGrade = ({ id, points }: StudentGrade) => progress.step(id, points);
  return await gradeClass(grader, students, parts, { onGrade, stop });
}

function chosen(only: string | undefined): Exercise[] {
  const all = readExercises();
  const slugs = only?.split(',').map((slug) => slug.trim());
  const unknown = slugs?.find((slug) => !all.some((each) => each.slug === slug));
  if (unknown !== undefined)
    fail(say(`没有叫 ${unknown} 的练习。`, `No exercise is called ${unknown}.`));
  return all.filter(({ slug }) => slugs?.includes(slug) ?? true);
}

function write(
  base: string,
  exercises: readonly Exercise[],
  students: readonly Student[],
  grades: readonly StudentGrade[],
  options: Options,
): void {
  const { lang } = options;
  const models = exercises.map(({ slug, place }) => ({
    slug,
    texts: [place.start, place.solution],
  }));
  const pairs = alike(students, models);
  const rubric = keepRubric(`${base}-rubric.yaml`, grades, lang);
  writeFileSync(`${base}.csv`, gradesCsv(grades, exercises, lang, rubric));
  writeFileSync(`${base}.json`, json(grades, pairs));
  writeFileSync(`${base}.xml`, junit(grades, lang));
  writeFileSync(`${base}.html`, classPage(grades, exercises, lang, dueOf(options)));
  writeFileSync(`${base}-alike.csv`, alikeCsv(pairs, lang));
  const folder = `${base}-feedback`;
  mkdirSync(folder, { recursive: true });
  for (const grade of grades) {
    const text = feedback(grade, exercises, grade.lang ?? lang, rubric.get(grade.id));
    writeFileSync(join(folder, `${fileName(grade.id)}.md`), text);
  }
  const [first] = grades;
  if (options.classroom && first)
    writeFileSync(options.classroom, classroom(first, lang));
  report(base, grades, pairs);
}

/** In ms; a date alone means its end. */
function dueOf({ due }: Options): number | null {
  if (due === undefined) return null;
  const time = Date.parse(/T/.test(due) ? due : `${due}T23:59:59`);
  if (Number.isNaN(time))
    fail(
      say(
        `看不懂 --due ${due}：写成 2026-11-30。`,
        `--due ${due} is no date: write it like 2026-11-30.`,
      ),
    );
  return time;
}

const json = (grades: readonly StudentGrade[], pairs: readonly Alike[]): string =>
  `${JSON.stringify({ format: 'ioloop-grades', version: 1, grades, alike: pairs }, null, 1)}\n`;

function report(
  base: string,
  grades: readonly StudentGrade[],
  pairs: readonly Alike[],
): void {
  const files = `${base}.csv, .json, .xml, .html, -feedback/`;
  console.log(
    say(`${grades.length} 份，已写入 ${files}`, `${grades.length} graded, in ${files}`),
  );
  if (pairs.length === 0) return;
  const percent = 100 * ALIKE;
  console.log(
    say(
      `相似（${percent}% 以上）：${pairs.length} 对，列在 ${base}-alike.csv。相似不等于抄袭，请自己看。`,
      `Alike by ${percent} % or more: ${pairs.length} pairs, in ${base}-alike.csv. That says nothing else; look at them yourself.`,
    ),
  );
}

function brokenOff(grades: readonly unknown[], students: readonly unknown[]): void {
  console.log(
    say(
      `中断：${students.length} 份里批了 ${grades.length} 份。加 --resume 接着批。`,
      `Broken off: ${grades.length} of ${students.length} graded. Go on with --resume.`,
    ),
  );
  process.exitCode = 130;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

await commandIn(lang, 'npm run grade --')
  .helpCommand(false)
  .description(
    say(
      '用原版的测试和循环，批改一个目录里交上来的练习。',
      'Grades the exercises in a folder by the pristine tests, on the pristine loop.',
    ),
  )
  .argument(
    '<submissions>',
    say(
      '每个学生一个目录（像 my-exercises/ 那样），或一个导出的 .json',
      'a folder for each student, like my-exercises/, or an exported .json file',
    ),
  )
  .option('--out <file>', say('成绩表', 'the table of grades'), 'grades.csv')
  .option('--lang <lang>', say('zh 或 en', 'zh or en'), lang)
  .option(
    '--due <date>',
    say(
      '截止时间，像 2026-11-30：晚交的会标出来',
      'when it was due, like 2026-11-30: what came later is marked',
    ),
  )
  .option('--resume', say('接着上次中断的地方', 'go on where it was broken off'))
  .option(
    '--only <slugs>',
    say('只批这几道，逗号分隔', 'these only, with commas between'),
  )
  .option(
    '--student <name>',
    say('这个目录是一个学生的', 'the folder is that of one student'),
  )
  .option(
    '--classroom <file>',
    say('给 GitHub Classroom 的结果', 'the result for GitHub Classroom'),
  )
  .action(main)
  .parseAsync();
