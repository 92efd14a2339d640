/** What a student is told: one Markdown file, in their language. */

import { plural } from '../../ui/plural.ts';
import type { Failure } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import { type Lang, type Say, speaker } from '../locale.ts';
import { MINE } from '../mine.ts';
import type { Help, StudentGrade } from './grader.ts';
import { FULL, type Graded, type GradedTest } from './points.ts';
import type { Marks } from './rubric.ts';

export function feedback(
  student: StudentGrade,
  exercises: readonly Exercise[],
  lang: Lang,
  marks: Marks = {},
): string {
  const say = speaker(lang);
  const max = FULL * exercises.length;
  const parts = student.exercises.flatMap((graded, i) => {
    const exercise = exercises[i] as Exercise;
    if (graded.status === 'missing') return [];
    return [
      `## ${exercise.title[lang]} · ${points(graded)}`,
      ...body(graded, lang),
      ...helped(student.help[i], say),
    ];
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
    ...(marks.points === undefined
      ? []
      : [say(`人工给分：${marks.points}。`, `Points given by hand: ${marks.points}.`)]),
    ...(marks.comment ? [marks.comment] : []),
    ...student.problems.map((problem) => `- ${plain(problem[lang])}`),
    ...parts,
    ...(missing.length > 0
      ? [`## ${say('没有交', 'Not handed in')}`, missing.join(say('、', ', '))]
      : []),
  ].join('\n\n')}\n`;
}

/** What their teacher is told as well, told them. */
function helped(help: Help | undefined, say: Say): string[] {
  const {
    hints = 0,
    seenSolution = false,
    likeModel = false,
    attempts = 0,
  } = help ?? {};
  const lines = [
    hints > 0 ? say(`打开了 ${hints} 条提示。`, `Hints opened: ${hints}.`) : '',
    seenSolution ? say('看过解答。', 'The solution was opened.') : '',
    likeModel
      ? say(
          '除名字和空白外，和解答一样。',
          'Names and spaces apart, it is the model solution.',
        )
      : '',
    attempts > 0 ? say(`运行了 ${attempts} 次。`, `Runs: ${attempts}.`) : '',
  ].filter((line) => line !== '');
  return lines.length > 0 ? [lines.join(say('', ' '))] : [];
}

const points = (graded: Graded): string => `${graded.points} / ${FULL}`;

function body(graded: Graded, lang: Lang): string[] {
  const say = speaker(lang);
  if (graded.status === 'untouched')
    return [say('还是起点的样子。', 'As it was given out.')];
  if (graded.why) return told(graded.why, lang, say, graded.slug);
  if (graded.status === 'solved')
    return [
      say(
        `${graded.total} 个测试全部通过。`,
        graded.total === 1 ? 'The test passes.' : `All ${graded.total} tests pass.`,
      ),
    ];
  return [
    say(
      `${graded.total} 个测试里通过 ${graded.passed} 个。`,
      `${graded.passed} of ${plural(graded.total, 'test')} ${graded.passed === 1 ? 'passes' : 'pass'}.`,
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
