/**
 * The drawing on the home page is a record. The program runs here, on the project's own
 * loop, each time the site is built; a process of its own, so that it may block.
 */

import { execFileSync } from 'node:child_process';
import program from '../../content/home/five-lines.ts?raw';
import { type Recording, type Turn, turnsOf } from '../score/turns.ts';
import { linesOf } from '../source/sources.ts';
import { plural } from '../ui/plural.ts';
import type { Lang } from '../ui/text.ts';

export const PROGRAM = 'content/home/five-lines.ts';
export const programText = program;

/** What the page shows of it: the lines at its end. */
export const lastLines = linesOf(program).slice(-5);

const output = execFileSync(process.execPath, [PROGRAM], { encoding: 'utf8' });
const recording = JSON.parse(output) as Recording;

export const turns: Turn[] = turnsOf(recording);

/** The whole drawing in one sentence, for those who cannot see it. */
export function sentence(lang: Lang): string {
  const slept = recording.polls
    .map(({ start, end }) => end - start)
    .filter((ms) => ms > 0);
  const [n, list] = [turns.length, slept.join(lang === 'zh' ? '、' : ', ')];
  if (lang === 'en') {
    return `One thread in one stroke across five staves, ${plural(n, 'turn')}. It sleeps ${list} ms; the table below has every turn.`;
  }
  return `一条线程，一笔走过五条线，一共 ${n} 轮；先后睡了 ${list} ms。逐轮的数字在下面的表里。`;
}
