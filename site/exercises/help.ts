/** A command with its help in the language of whoever asks. */

import { Command } from 'commander';
import { type Lang, speaker } from './locale.ts';

const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

export function commandIn(lang: Lang, name: string): Command {
  const say = speaker(lang);
  return localised(lang, new Command(name)).helpCommand(
    'help [command]',
    say('某个命令怎么用', 'how a command is used'),
  );
}

/** For a command and for those below it. */
export function localised(lang: Lang, command: Command): Command {
  const say = speaker(lang);
  return command
    .helpOption('-h, --help', say('显示这些说明', 'show this'))
    .configureHelp({
      styleTitle: (title) => say(TITLES[title] ?? title, title),
    });
}
