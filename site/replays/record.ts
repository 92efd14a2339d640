/** Runs a scenario under the debugger, in a process of its own, and gives what it saw. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assemble } from './assemble.ts';
import type { Raw } from './inside/raw.ts';
import type { Program } from './program.ts';
import type { Recording } from './recording.ts';
import type { Task } from './task.ts';

// From the folder of the project: a build may have moved this very file.
const PRELOAD = resolve('site/replays/inside/preload.ts');
const DEADLINE = 20_000; // ms
const MOST_STEPS = 2_000;
// What one program has compiled, the next one need not; a temporary copy would only
// fill the folder, under a name that never comes again.
const COMPILED = resolve('.generated/compiled');
const LAST_WORDS = 2_000; // characters of what it printed

export interface Wish {
  id: string;
  /** What its loop has to be; anything if empty. */
  backEnd: string;
  program: Program;
  /** Symbols whose own lines are not shown; what they call is. */
  through: readonly string[];
  /** Symbols that are stepped over, with all that they call. */
  over: readonly string[];
  deadline?: number;
}

/** A scenario that cannot be recorded, and why. */
export class RecordingError extends Error {}

export async function record(wish: Wish): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-record-'));
  try {
    const output = join(folder, 'raw.json');
    const task = taskOf(wish, output);
    const complaint = await run(task, wish.deadline ?? DEADLINE);
    if (complaint) throw new RecordingError(`${task.scenario}: ${complaint}`);
    const raw = JSON.parse(readFileSync(output, 'utf8')) as Raw;
    if (wish.backEnd && raw.backEnd !== wish.backEnd) {
      const what = `${raw.backEnd}, not ${wish.backEnd} as replay.yaml says`;
      throw new RecordingError(`${task.scenario}: its loop is ${what}`);
    }
    return assemble(raw, wish);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function taskOf(wish: Wish, output: string): Task {
  const { program, through, over, deadline = DEADLINE } = wish;
  const unknown = [...through, ...over].find((symbol) => !program.has(symbol));
  if (unknown) {
    throw new RecordingError(`${program.scenario}: there is no symbol ${unknown}`);
  }
  const addon = join(program.root, 'native/build/addon.node');
  const files = [...program.texts.keys()];
  return {
    root: program.root,
    scenario: program.scenario,
    addon: existsSync(addon) ? addon : null,
    output,
    lines: Object.fromEntries(
      files.map((file) => [file, shownLines(program, file, [...through, ...over])]),
    ),
    over: Object.fromEntries(files.map((file) => [file, program.rangesOf(file, over)])),
    delicate: Object.fromEntries(
      files.map((file) => [file, program.beforeSuper(file)]),
    ),
    mostSteps: MOST_STEPS,
    deadline: 2 * deadline,
  };
}

function shownLines(
  program: Program,
  file: string,
  through: readonly string[],
): number[] {
  const hidden = new Set(program.linesOf(file, through));
  const { lines } = program.source(file);
  return lines.all.flatMap((_, i) => (hidden.has(i + 1) ? [] : [i + 1]));
}

/** Resolves with what went wrong, or with nothing. */
async function run(task: Task, deadline: number): Promise<string | undefined> {
  const { code, printed, late } = await end(start(task), deadline);
  if (late) return `it did not end within ${deadline / 1000} s${quoted(printed)}`;
  return judge(task, code, printed);
}

function start(task: Task): ChildProcessWithoutNullStreams {
  const program = resolve(task.root, task.scenario);
  const args = ['--no-warnings', '--import', PRELOAD, program];
  const NODE_COMPILE_CACHE = task.root === process.cwd() ? COMPILED : '';
  const RECORD_TASK = JSON.stringify(task);
  const env = { ...process.env, NO_COLOR: '1', NODE_COMPILE_CACHE, RECORD_TASK };
  return spawn(process.execPath, args, { cwd: task.root, env });
}

interface End {
  code: number | null;
  printed: string;
  late: boolean;
}

function end(child: ChildProcessWithoutNullStreams, deadline: number): Promise<End> {
  let [printed, late] = ['', false];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-LAST_WORDS);
    });
  }
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, deadline);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, printed, late });
    });
  });
}

function judge(task: Task, code: number | null, printed: string): string | undefined {
  const raw = existsSync(task.output) && JSON.parse(readFileSync(task.output, 'utf8'));
  if (raw?.tooMany) return `it takes more than ${task.mostSteps} steps`;
  if (code !== 0) return `it ended with code ${code}${quoted(printed)}`;
  if (!raw) return `the recorder wrote nothing down${quoted(printed)}`;
  if (raw.steps.length === 0) return 'it ran no line of its own';
  if (raw.backEnd === '') return 'it made no loop';
  return undefined;
}

const quoted = (printed: string): string => (printed ? `:\n${printed.trim()}` : '');
