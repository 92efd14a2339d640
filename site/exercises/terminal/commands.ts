/** What a student can ask for, on the command line or while their file is watched. */

import { writeFileSync } from 'node:fs';
import pc from 'picocolors';
import type { Exercise } from '../exercises.ts';
import { pathOf } from '../mine.ts';
import type { Desk } from './desk.ts';
import type { Screen } from './show.ts';

export class Commands {
  readonly #desk: Desk;
  readonly #screen: Screen;

  constructor(desk: Desk, screen: Screen) {
    this.#desk = desk;
    this.#screen = screen;
  }

  /** One more each time; when all are out, all of them again. */
  hint(exercise: Exercise): void {
    const { say } = this.#screen;
    const hints = exercise.hints[this.#desk.lang];
    const shown = this.#desk.work(exercise).hints;
    const count = Math.min(hints.length, shown + 1);
    this.#desk.note(exercise, { hints: count });
    const from = shown >= hints.length ? 0 : count - 1;
    for (const [i, hint] of hints.slice(0, count).entries()) {
      if (i < from) continue;
      const title = say(
        `提示 ${i + 1}/${hints.length}`,
        `Hint ${i + 1} of ${hints.length}`,
      );
      this.#screen.print('', pc.bold(title), this.#screen.prose(hint, '  '));
    }
  }

  solution(exercise: Exercise): void {
    this.#desk.note(exercise, { seenSolution: true });
    const title = this.#screen.say('解答', 'Solution');
    const lines = exercise.place.solution.trimEnd().replace(/^/gm, '  ');
    this.#screen.print('', pc.bold(title), '', lines, '');
    this.explain(exercise);
  }

  explain({ explanation }: Exercise): void {
    const title = this.#screen.say('为什么', 'Why');
    const text = explanation[this.#desk.lang];
    this.#screen.print(pc.bold(title), this.#screen.prose(text, '  '));
  }

  reset(exercise: Exercise): void {
    const { say } = this.#screen;
    const kept = this.#desk.reset(exercise);
    this.#screen.print(
      say(
        `${pathOf(exercise)} 回到了起点。`,
        `${pathOf(exercise)} is as it was handed out.`,
      ),
      ...(kept ? [say(`原来的留在 ${kept}`, `What was there is in ${kept}`)] : []),
    );
  }

  /** The next that is not solved; null when there is none. */
  next(): Exercise | null {
    const next = this.#desk.after(this.#desk.current);
    if (next) this.#desk.choose(next);
    else
      this.#screen.print(this.#screen.say('全部做完了。', 'All of them are solved.'));
    return next ?? null;
  }

  list(): void {
    this.#screen.print(this.#screen.list());
  }

  export(file: string, name: string | undefined): void {
    writeFileSync(file, this.#desk.exported(name));
    this.#screen.print(this.#screen.say(`已写入 ${file}`, `Written to ${file}`));
  }
}
