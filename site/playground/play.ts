/** Runs a program of the playground, and tells each step of the loop as it happens. */

import type { WatchedLoop } from '../../content/playground/support/watched-loop.ts';
import type { Failure, Runnable } from '../exercises/exercise.ts';
import { CompileError, compile } from '../exercises/run/compile.ts';
import { failureOf, messageOf } from '../exercises/run/failure.ts';
import { Lesson } from '../exercises/run/lesson.ts';
import { link } from '../exercises/run/link.ts';
import { Printed } from '../exercises/run/printed.ts';
import { GIVEN } from '../exercises/run/run.ts';
import type { State } from '../replays/recording.ts';
import type { Turn } from '../score/turns.ts';

export const PROGRAM = 'content/playground/program.ts';
export const LIBRARY = 'content/playground/playground.ts';
const MOST_STEPS = 1500;

export type Modules = Readonly<Record<string, string>>;

/** `turn`: the last one, as it is by now. */
export type Told =
  | { readonly tell: 'starts' }
  | {
      readonly tell: 'step';
      readonly state: State;
      readonly printed: readonly string[];
      readonly turn: Turn | null;
    }
  | {
      readonly tell: 'end';
      readonly printed: readonly string[];
      readonly turn: Turn | null;
      readonly failure: Failure | null;
    };

type Tell = (told: Told) => void;

export async function play(modules: Modules, text: string, tell: Tell): Promise<void> {
  tell({ tell: 'starts' });
  const printed = new Printed(() => {});
  const written = { exercise: asRunnable(modules), text, mappings: '' };
  let watched: WatchedLoop | null = null;
  let failure: Failure | null = null;
  try {
    const { code, mappings } = compile(PROGRAM, text);
    written.mappings = mappings;
    const all = { ...modules, [PROGRAM]: code };
    const load = link(all, GIVEN, printed.console, PROGRAM);
    watched = load(LIBRARY).watched as WatchedLoop;
    watch(watched, printed, tell, (error) => {
      failure ??= failureOf(error, written);
    });
    load(PROGRAM);
    await finished(watched);
  } catch (error) {
    failure =
      error instanceof CompileError ? refusal(error) : failureOf(error, written);
  }
  const turn = watched?.turns.at(-1) ?? null;
  tell({ tell: 'end', printed: printed.take(), turn, failure });
}

function watch(
  loop: WatchedLoop,
  printed: Printed,
  tell: Tell,
  caught: (error: unknown) => void,
): void {
  let steps = 0;
  loop.look = (state, turns) => {
    if (++steps > MOST_STEPS) return;
    tell({ tell: 'step', state, printed: printed.take(), turn: turns.at(-1) ?? null });
  };
  loop.complain = (name, error) => {
    caught(error);
    const { error: print } = printed.console as Console;
    print(`Exception in callback ${name}: ${messageOf(error)}`);
  };
}

/** All that was started; and what those have started meanwhile. */
async function finished({ starts }: WatchedLoop): Promise<void> {
  if (starts.length === 0) throw NOT_STARTED;
  for (let i = 0; i < starts.length; i++) await starts[i];
}

const NOT_STARTED = new Lesson({
  zh: '程序里没有人启动循环：最后一行写 `IOLoop.current().start();`。',
  en: 'Nobody has started the loop: the last line is `IOLoop.current().start();`.',
});

function refusal(error: CompileError): Failure {
  const { line, column, why } = error;
  const position = { file: 'program.ts', line, column };
  return { why, message: messageOf(error), position };
}

const asRunnable = (modules: Modules): Runnable => ({
  slug: 'playground',
  kind: 'write',
  path: PROGRAM,
  file: 'program.ts',
  before: '',
  after: '',
  test: '',
  modules,
});
