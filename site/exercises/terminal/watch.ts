/** Shows an exercise, and runs it again whenever its file is saved. */

import { createInterface } from 'node:readline';
import chokidar from 'chokidar';
import type { Exercise } from '../exercises.ts';
import { MINE } from '../mine.ts';
import type { Commands } from './commands.ts';
import type { Desk } from './desk.ts';
import type { Screen } from './show.ts';
import { WarmWorker } from './warm-worker.ts';

const SETTLED = 60; // ms without a further change: editors write in several steps

export class Watch {
  readonly #desk: Desk;
  readonly #screen: Screen;
  readonly #commands: Commands;
  readonly #worker = new WarmWorker();
  readonly #ended = Promise.withResolvers<void>();
  #exercise: Exercise;
  #running: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(desk: Desk, screen: Screen, commands: Commands) {
    this.#desk = desk;
    this.#screen = screen;
    this.#commands = commands;
    this.#exercise = desk.current;
  }

  /** Until Ctrl-C, Ctrl-D or `quit`. */
  async run(): Promise<void> {
    // The folder, not the file: editors write another file and rename it.
    const watcher = chokidar.watch(MINE, { ignoreInitial: true, depth: 1 });
    watcher.on('all', (_, path) => this.#changed(path));
    // Lines, not keys: no mode of the terminal is changed, over SSH or in a pipe.
    const input = createInterface({ input: process.stdin, terminal: false });
    input.on('line', (line) => this.#said(line.trim()));
    input.on('close', () => this.#ended.resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => this.#ended.resolve());
    this.#turnTo(this.#exercise);
    await this.#ended.promise;
    input.close();
    this.#worker.close();
    await watcher.close();
    this.#screen.print('', this.#screen.say('下次见。', 'See you.'));
  }

  #turnTo(exercise: Exercise): void {
    this.#exercise = exercise;
    this.#desk.choose(exercise);
    this.#desk.lay(exercise);
    this.#runSoon();
  }

  #changed(path: string): void {
    const slug = path.split(/[\\/]/)[1] ?? '';
    const exercise = this.#desk.find(slug);
    if (!exercise || !path.endsWith(exercise.place.file)) return;
    if (exercise !== this.#exercise) this.#desk.choose(exercise);
    this.#exercise = exercise;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#runSoon(), SETTLED);
  }

  /** One at a time; what changes meanwhile is run when it is over. */
  #runSoon(): void {
    this.#again = true;
    this.#running ??= this.#runAll().finally(() => {
      this.#running = null;
    });
  }

  async #runAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#runOnce(this.#exercise);
    }
  }

  async #runOnce(exercise: Exercise): Promise<void> {
    const { say } = this.#screen;
    const text = this.#textOf(exercise);
    if (text === null) return;
    const { solved, attempts = 0 } = this.#desk.work(exercise);
    const runnable = { ...exercise.runnable, tries: attempts };
    const outcome = await this.#worker.run(runnable, text);
    // Once solved it stays so: a bad save later takes nothing back.
    this.#desk.note(exercise, {
      solved: solved || outcome.passed,
      attempts: attempts + 1,
    });
    if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
    this.#screen.print(
      this.#screen.header(exercise),
      '',
      this.#screen.outcome(exercise, outcome),
      '',
    );
    if (outcome.passed) this.#commands.explain(exercise);
    this.#screen.print(
      say(
        '保存文件就重跑。输入 hint 看提示，next 下一题；还有 list、solution、reset、run、quit。',
        'Save the file to run it again. Type hint for a hint, next for the next; or list, solution, reset, run, quit.',
      ),
    );
  }

  #textOf(exercise: Exercise): string | null {
    try {
      return this.#desk.text(exercise);
    } catch {
      return null; // gone, or about to be written: then that is told as well
    }
  }

  #said(line: string): void {
    const [word = '', slug = ''] = line.split(/\s+/);
    const commands = this.#commands;
    const exercise = this.#exercise;
    const actions: Record<string, () => unknown> = {
      hint: () => commands.hint(exercise),
      solution: () => commands.solution(exercise),
      list: () => commands.list(),
      reset: () => commands.reset(exercise), // which is a change of the file
      run: () => this.#turnTo(this.#desk.find(slug) ?? exercise),
      next: () => {
        const next = commands.next();
        if (next) this.#turnTo(next);
      },
      quit: () => this.#ended.resolve(),
    };
    const names = Object.keys(actions).filter((name) => name.startsWith(word));
    if (word === '') return;
    if (names.length === 1) return void actions[names[0] as string]?.();
    const known = Object.keys(actions).join(', ');
    const { say } = this.#screen;
    this.#screen.print(say(`可以输入：${known}`, `You can type: ${known}`));
  }
}
