/** Runs a program of the playground, and tells each step of the loop as it happens. */

import type {
  Seen,
  WatchedLoop,
} from '../../content/playground/support/watched-loop.ts';
import type { Failure, Runnable } from '../exercises/exercise.ts';
import { CompileError, compile } from '../exercises/run/compile.ts';
import { failureOf, messageOf } from '../exercises/run/failure.ts';
import { Lesson } from '../exercises/run/lesson.ts';
import { link } from '../exercises/run/link.ts';
import { Printed } from '../exercises/run/printed.ts';
import { GIVEN } from '../exercises/run/run.ts';
import { MISSING, missing, standIns } from './host-names.ts';
import { CALL, columnOf, type Traced } from './traced.ts';

export const PROGRAM = 'content/playground/program.ts';
export const LIBRARY = 'content/playground/playground.ts';
const MOST_STEPS = 1500;

export type Modules = Readonly<Record<string, string>>;

export type Told =
  | { readonly tell: 'starts' }
  | { readonly tell: 'step'; readonly seen: Seen; readonly printed: readonly string[] }
  | {
      readonly tell: 'end';
      readonly printed: readonly string[];
      readonly failure: Failure | null;
    };

type Tell = (told: Told) => void;

export async function play(modules: Modules, trace: Traced, tell: Tell): Promise<void> {
  tell({ tell: 'starts' });
  const printed = new Printed(() => {});
  const caught: { failure: Failure | null } = { failure: null };
  try {
    await run(modules, trace, printed, tell, caught);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    caught.failure = refusal(error);
  }
  tell({ tell: 'end', printed: printed.take(), failure: caught.failure });
}

async function run(
  modules: Modules,
  trace: Traced,
  printed: Printed,
  tell: Tell,
  caught: { failure: Failure | null },
): Promise<void> {
  compile(PROGRAM, trace.written); // first: an error there is at its own place
  const { code, mappings } = compile(PROGRAM, trace.text);
  const written = { exercise: asRunnable(modules), text: trace.text, mappings };
  const failed = (error: unknown) => {
    const failure = failureOf(error, written);
    const { position } = failure;
    const at = position && columnOf(trace, position.line, position.column);
    caught.failure ??= {
      ...failure,
      position: position && { ...position, column: at ?? 1 },
    };
  };
  const load = link(
    { ...modules, [PROGRAM]: code + standIns(trace.written) },
    GIVEN,
    printed.console,
    PROGRAM,
  );
  try {
    const watched = load(LIBRARY).watched as WatchedLoop;
    watch(watched, printed, tell, failed);
    load(PROGRAM);
    await finished(watched);
  } catch (error) {
    failed(error);
  }
}

function watch(
  loop: WatchedLoop,
  printed: Printed,
  tell: Tell,
  failed: (error: unknown) => void,
): void {
  let steps = 0;
  loop.look = (seen) => {
    if (++steps <= MOST_STEPS) tell({ tell: 'step', seen, printed: printed.take() });
  };
  loop.complain = (name, error) => {
    failed(error);
    const { error: print } = printed.console as Console;
    print(`Exception in callback ${name}: ${messageOf(error)}`);
  };
  // A plain name, and not an import: it stands before each line of the program.
  Object.assign(globalThis, {
    [CALL]: (line: number) => loop.line(line),
    [MISSING]: missing,
  });
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
