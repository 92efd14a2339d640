/** `npm run grow`: the loop of the book, typed by yourself, stage by stage. */

import { relative } from 'node:path';
import { structuredPatch } from 'diff';
import pc from 'picocolors';
import { commandIn, localised } from '../exercises/help.ts';
import { langIn, speaker } from '../exercises/locale.ts';
import { plainText } from '../ui/markdown.ts';
import { checkLoop, checkVisit } from './check.ts';
import { Desk } from './desk.ts';
import { readStages, type Stage } from './stages.ts';

const lang = langIn(process.argv.slice(2));
const say = speaker(lang);
const stages = readStages();
const desk = new Desk(process.cwd(), stages);
const mine = relative(process.cwd(), desk.file);
const adds = ({ adds }: Stage): string => plainText(adds[lang]);

const titleOf = (stage: Stage): string =>
  `${pc.bold(stage.name)}  ${adds(stage)}\n` +
  pc.dim(
    say(
      `章节：/zh/chapters/${stage.id}/    你的文件：${mine}`,
      `Chapter: /en/chapters/${stage.id}/    your file: ${mine}`,
    ),
  );

/** Tests, then guests; what passes leads on to the next stage. */
async function run(): Promise<number> {
  desk.lay();
  const { stage } = desk;
  if (!stage) {
    console.log(say('十七步都走完了。', 'All stages are done.'));
    return 0;
  }
  console.log(`${titleOf(stage)}\n`);
  const loop = await checkLoop(desk.file, stage);
  console.log(loop.told.trimEnd());
  if (!loop.passed) return refuse(loop.told);
  const visited = await checkVisit(desk.file, stage);
  if (!visited.passed) return refuse(`\n${visited.told}`);
  console.log(
    `\n${pc.bold('✓')} ${say('客人来过，都走了。', 'Guests came and went.')}`,
  );
  desk.next();
  if (desk.stage) console.log(`\n${say('下一步', 'Next')}: ${titleOf(desk.stage)}`);
  return 0;
}

function refuse(told: string): number {
  if (!told.includes('ℹ')) console.log(told);
  const silent = say(
    '如果什么也没有打印：循环睡下去，没有再醒来。',
    'If nothing was printed: the loop has gone to sleep and did not wake up.',
  );
  const help = say(
    '看书里加了哪些行：npm run grow -- show',
    'The lines that the book adds: npm run grow -- show',
  );
  console.log(`\n${silent}\n${help}`);
  return 1;
}

function show(): void {
  const { stage } = desk;
  if (!stage) return;
  const before = stages[stage.number - 1]?.text ?? '';
  const { hunks } = structuredPatch('', '', before, stage.text, '', '', { context: 3 });
  for (const { newStart, lines } of hunks) {
    console.log(pc.dim(`@@ ${newStart}`));
    for (const line of lines) console.log(line.startsWith('+') ? pc.bold(line) : line);
  }
}

function begin(name: string): void {
  const stage = desk.find(name);
  if (!stage) {
    const known = stages.map(({ number, id }) => `${number} ${id}`).join(', ');
    console.error(
      say(`没有这一步：${name}。有：${known}`, `No stage ${name}: ${known}`),
    );
    process.exit(2);
  }
  const kept = desk.begin(stage);
  console.log(titleOf(stage));
  if (kept) {
    const where = relative(process.cwd(), kept);
    console.log(say(`原来的文件留在 ${where}`, `What was there is in ${where}`));
  }
}

function list(): void {
  const now = desk.stage?.number ?? stages.length;
  for (const stage of stages) {
    const mark = stage.number < now ? '✓' : stage.number === now ? '→' : ' ';
    console.log(`${mark} ${stage.name}  ${stage.id.padEnd(13)} ${adds(stage)}`);
  }
}

const program = commandIn(lang, 'npm run grow --')
  .description(
    say(
      `自己动手写这个循环，一章一步。你的文件是 ${mine}；测试通过，就到下一步。`,
      `Type the loop yourself, a step for each chapter. Your file is ${mine}; when its tests pass, the next step follows.`,
    ),
  )
  .option('--lang <lang>', say('zh 或 en', 'zh or en'), lang)
  .action(async () => process.exit(await run()));
const add = (name: string, zh: string, en: string) =>
  localised(lang, program.command(name).description(say(zh, en))).option(
    '--lang <lang>',
  );
add('show', '这一步书里加了哪些行', 'the lines that the book adds in this step').action(
  show,
);
add(
  'begin',
  '从某一步开始，起点是书里的上一步',
  'begin at a step, from the book’s last',
)
  .argument('<stage>')
  .action(begin);
add('list', '全部步骤，走到了哪里', 'all steps, and where you are').action(list);
await program.parseAsync();
