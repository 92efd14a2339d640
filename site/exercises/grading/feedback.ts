/** What a student is told: one Markdown file, in their language. */

import type { Failure } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import { type Lang, type Say, speaker } from '../locale.ts';
import { MINE } from '../mine.ts';
import type { StudentGrade } from './grader.ts';
import { FULL, type Graded, type GradedTest } from './points.ts';

export function feedback(
  student: StudentGrade,
  exercises: readonly Exercise[],
  lang: Lang,
): string {
  const say = speaker(lang);
  const max = FULL * exercises.length;
  const parts = student.exercises.flatMap((graded, i) => {
    const exercise = exercises[i] as Exercise;
    if (graded.status === 'missing') return [];
    return [`## ${exercise.title[lang]} · ${points(graded)}`, ...body(graded, lang)];
  });
  const missing = student.exercises.flatMap(({ status }, i) =>
    status === 'missing' ? [exercises[i]?.title[lang] ?? ''] : [],
  );
  return `${[
    `# ${plain(student.name)}`,
    say(
      `得分：${student.points}，满分 ${max}。`,
      `Points: ${student.points} of ${max}.`,
    ),
    ...student.problems.map((problem) => `- ${problem[lang]}`),
    ...parts,
    ...(missing.length > 0
      ? [`## ${say('没有交', 'Not handed in')}`, missing.join(say('、', ', '))]
      : []),
  ].join('\n\n')}\n`;
}

const points = (graded: Graded): string => `${graded.points} / ${FULL}`;

function body(graded: Graded, lang: Lang): string[] {
  const say = speaker(lang);
  if (graded.status === 'untouched')
    return [say('还是起点的样子。', 'As it was given out.')];
  if (graded.why) return told(graded.why, lang, say, graded.slug);
  if (graded.status === 'solved')
    return [say(`${graded.total} 个测试全部通过。`, `All ${graded.total} tests pass.`)];
  return [
    say(
      `${graded.total} 个测试里通过 ${graded.passed} 个。`,
      `${graded.passed} of ${graded.total} tests pass.`,
    ),
    ...graded.tests.filter(({ passed }) => !passed).flatMap((test) => line(test)),
  ];

  function line({ name, failure }: GradedTest): string[] {
    const lines = failure ? told(failure, lang, say, graded.slug) : [];
    return [`- **${name[lang]}**`, ...lines.map(indented)];
  }
}

/** Text of the student's own stands in code, so that it is nothing but text. */
function told(failure: Failure, lang: Lang, say: Say, slug: string): string[] {
  const { why, message, expected, received, position } = failure;
  const { file, line, column } = position ?? {};
  return [
    ...(why ? [why[lang]] : []),
    ...(expected === undefined
      ? why
        ? []
        : [fenced(message)]
      : [
          fenced(
            `${say('应为', 'expected')}  ${expected}\n${say('实为', 'got')}  ${received}`,
          ),
        ]),
    ...(position
      ? [
          say(
            `位置：\`${MINE}/${slug}/${file}\` 第 ${line} 行第 ${column} 列`,
            `At \`${MINE}/${slug}/${file}\`, line ${line}, column ${column}`,
          ),
        ]
      : []),
  ];
}

const fenced = (text: string): string =>
  `\`\`\`\`\n${text.replaceAll('````', "''''")}\n\`\`\`\``;

const indented = (text: string): string => text.replace(/^/gm, '  ');

/** Nothing in a name is Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>#|]/g, '\\$&');
