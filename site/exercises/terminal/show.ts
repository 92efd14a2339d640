/** What the terminal shows: plain lines, that a pipe or a screen reader gets as well. */

import pc from 'picocolors';
import type { Failure, Outcome, Result } from '../exercise.ts';
import type { Exercise } from '../exercises.ts';
import { type Lang, type Say, speaker } from '../locale.ts';
import { MINE, pathOf } from '../mine.ts';
import type { Desk } from './desk.ts';
import { indented, padded } from './width.ts';

const MOST = 2; // failures told in full: the rest often follow from them
const WIDEST = 88;
const BAR = 24;

export class Screen {
  readonly #desk: Desk;
  readonly #lang: Lang;
  readonly say: Say;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#lang = desk.lang;
    this.say = speaker(desk.lang);
  }

  print(...lines: string[]): void {
    console.log(lines.join('\n'));
  }

  /** Text without Markdown's marks, but for code in colour. */
  prose(text: string, indent = ''): string {
    const laid = indented(text.trim().replaceAll('**', ''), this.#width, indent);
    return laid.replace(/`([^`]+)`/g, (_, code) => pc.cyan(code));
  }

  /** Of ASCII alone: what else a bar is drawn with is two columns wide in some fonts. */
  bar(): string {
    const { solved, exercises } = this.#desk;
    const full = Math.round((BAR * solved) / exercises.length);
    const bar = pc.green('#'.repeat(full)) + pc.dim('.'.repeat(BAR - full));
    return `[${bar}] ${solved}/${exercises.length}`;
  }

  header(exercise: Exercise): string {
    const { number, title, kind } = exercise;
    const kinds = { fix: ['改错', 'fix'], write: ['动手写', 'write'] };
    const [zh, en] = kind === 'predict' ? ['预测', 'predict'] : kinds[kind];
    const name = `${number}. ${title[this.#lang]}`;
    return [
      this.bar(),
      '',
      `${pc.bold(name)} ${pc.dim(this.say(`（${zh}）`, `(${en})`))}`,
      '',
      this.prose(exercise.brief[this.#lang]),
      '',
      `${this.say('编辑', 'Edit')} ${pc.cyan(pathOf(exercise))}`,
      ...exercise.shown.map(({ name }) => {
        return `${this.say('参看', 'Read')} ${pc.cyan(`${MINE}/${exercise.slug}/${name}`)}`;
      }),
    ].join('\n');
  }

  outcome(exercise: Exercise, { refused, results, passed }: Outcome): string {
    if (refused) return this.#failure(exercise, refused, '  ');
    const failed = results.filter((result) => !result.passed);
    const lines = results.map((result) => {
      const told = failed.indexOf(result) < MOST;
      return this.#result(exercise, result, told);
    });
    const last = passed
      ? pc.green(this.say('全部通过。', 'All tests pass.'))
      : this.say(
          `${results.length} 个里通过 ${results.length - failed.length} 个。`,
          `${results.length - failed.length} of ${results.length} pass.`,
        );
    return [...lines, '', last].join('\n');
  }

  #result(exercise: Exercise, result: Result, told: boolean): string {
    const { name, passed, failure, printed } = result;
    const mark = passed ? pc.green('✓') : pc.red('✗');
    const line = `${mark} ${name[this.#lang]}`;
    if (passed || !failure || !told) return line;
    const lines = printed.slice(0, 10).map((text) => pc.dim(`    | ${text}`));
    return [line, this.#failure(exercise, failure, '    '), ...lines].join('\n');
  }

  #failure(exercise: Exercise, failure: Failure, indent: string): string {
    const { why, message, expected, received, position } = failure;
    const [should, is] = [this.say('应为', 'expected'), this.say('实为', 'got')];
    const told = why ? [] : [indented(message, this.#width, indent)];
    const values =
      expected === undefined
        ? told
        : [
            `${indent}${padded(should, 10)}${pc.green(expected)}`,
            `${indent}${padded(is, 10)}${pc.red(received ?? '')}`,
          ];
    return [
      ...(why ? [this.prose(why[this.#lang], indent)] : []),
      ...values,
      ...(position ? [indent + this.#place(exercise, position)] : []),
    ].join('\n');
  }

  /** `file:line:column` is what editors make a link of. */
  #place({ slug }: Exercise, { file, line, column }: NonNullable<Failure['position']>) {
    const words = this.say(
      `第 ${line} 行第 ${column} 列`,
      `line ${line}, column ${column}`,
    );
    return `${pc.cyan(`${MINE}/${slug}/${file}:${line}:${column}`)}  ${words}`;
  }

  list(): string {
    const { exercises, current } = this.#desk;
    const widest = Math.max(...exercises.map(({ slug }) => slug.length));
    const lines = exercises.map((exercise) => {
      const { slug, number, title } = exercise;
      const { solved, hints, seenSolution } = this.#desk.work(exercise);
      const mark = solved ? pc.green('✓') : ' ';
      const here = exercise === current ? '>' : ' ';
      const notes = [
        ...(hints > 0 ? [this.say(`提示 ${hints}`, `hints ${hints}`)] : []),
        ...(seenSolution ? [this.say('看过解答', 'solution seen')] : []),
      ].join(this.say('，', ', '));
      const name = padded(title[this.#lang], 28);
      const number2 = `${number}`.padStart(2);
      return `${here} ${mark} ${number2}  ${padded(slug, widest)}  ${name}  ${notes}`;
    });
    return [this.bar(), '', ...lines.map((line) => line.trimEnd())].join('\n');
  }

  get #width(): number {
    return Math.min(WIDEST, process.stdout.columns || WIDEST);
  }
}
