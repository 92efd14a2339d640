/** `npm run exercise`: the exercises at a terminal. */

import type { Command } from 'commander';
import { type Exercise, readExercises } from '../exercises.ts';
import { commandIn, localised } from '../help.ts';
import { type Lang, langIn, speaker } from '../locale.ts';
import { runInWorker } from '../run/run-in-worker.ts';
import { Commands } from './commands.ts';
import { Desk } from './desk.ts';
import { Screen } from './show.ts';
import { Watch } from './watch.ts';

const lang: Lang = langIn(process.argv.slice(2));
const say = speaker(lang);

/** All that a command needs. Reading the exercises takes a second: help need not wait. */
function open() {
  const desk = new Desk(process.cwd(), readExercises(), lang);
  const screen = new Screen(desk);
  return { desk, screen, commands: new Commands(desk, screen) };
}

function chosen(desk: Desk, slug: string | undefined): Exercise {
  const found = slug === undefined ? desk.current : desk.find(slug);
  if (found) return found;
  const known = desk.exercises.map(({ slug }) => slug).join(' ');
  console.error(
    say(
      `没有叫 ${slug} 的练习。有：${known}`,
      `No exercise is called ${slug}: ${known}`,
    ),
  );
  process.exit(2);
}

async function watch(slug: string | undefined): Promise<void> {
  const { desk, screen, commands } = open();
  if (slug !== undefined) desk.choose(chosen(desk, slug));
  await new Watch(desk, screen, commands).run();
  process.exit(0);
}

async function runOnce(slug: string | undefined): Promise<void> {
  const { desk, screen } = open();
  const exercise = chosen(desk, slug);
  desk.lay(exercise);
  const outcome = await runInWorker(exercise.runnable, desk.text(exercise));
  desk.note(exercise, { solved: outcome.passed });
  screen.print(screen.outcome(exercise, outcome));
  process.exit(outcome.passed ? 0 : 1);
}

/** A command about one exercise: the named, else the current. */
function about(
  name: 'hint' | 'solution' | 'reset',
  zh: string,
  en: string,
  parent: Command,
): void {
  add(parent, name, say(zh, en))
    .argument('[exercise]')
    .action((slug?: string) => {
      const { desk, commands } = open();
      commands[name](chosen(desk, slug));
    });
}

const add = (parent: Command, name: string, text: string): Command =>
  localised(lang, parent.command(name).description(text)).option('--lang <lang>');

const program = commandIn(lang, 'npm run exercise --')
  .description(
    say(
      '练习：显示下一题，守着你的文件，保存就重跑。你的文件在 my-exercises/。',
      'The exercises: shows the next one, watches your file, and runs it again when it is saved. Your files are in my-exercises/.',
    ),
  )
  .option('--lang <lang>', say('zh 或 en', 'zh or en'), lang)
  .argument('[exercise]', say('从这一题开始', 'begin with this one'))
  .action(watch);
about('hint', '再给一条提示', 'one more hint', program);
add(
  program,
  'next',
  say('跳到下一道没做出来的', 'on to the next that is not solved'),
).action(() => {
  const { desk, screen, commands } = open();
  const next = commands.next();
  if (next) desk.lay(next);
  if (next) screen.print(screen.header(next));
});
about('reset', '回到起点，原来的留一份', 'as it was handed out; keeps yours', program);
about('solution', '看解答', 'show the solution', program);
add(
  program,
  'list',
  say('全部练习和进度', 'all exercises, and how far you are'),
).action(() => open().commands.list());
add(
  program,
  'run',
  say('只跑一次；没通过则返回 1', 'run once; exits with 1 if it fails'),
)
  .argument('[exercise]')
  .action(runOnce);
add(
  program,
  'export',
  say('导出成一个文件，可以交给老师', 'all of it as one file, to hand in'),
)
  .argument('<file>')
  .option('--name <name>', say('你的名字', 'your name'))
  .action((file: string, { name }: { name?: string }) =>
    open().commands.export(file, name),
  );
await program.parseAsync();
