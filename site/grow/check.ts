/** Is a program, made or typed, what a stage of the grown loop has to be? */

import { spawn } from 'node:child_process';
import { GROW, type Stage } from './stages.ts';
import { VisitError, visit } from './visit.ts';

const DEADLINE = 15_000; // ms: a loop that sleeps forever says nothing

interface Options {
  reporter?: string;
  deadline?: number;
}

export interface Checked {
  passed: boolean;
  /** What the test runner printed, or how the visit ended. */
  told: string;
}

/** The tests of this stage, and those of all before it that still hold. */
export async function checkLoop(
  file: string,
  { number }: Pick<Stage, 'number'>,
  { reporter = 'spec', deadline = DEADLINE }: Options = {},
): Promise<Checked> {
  const env = { ...process.env, GROW_FILE: file, GROW_STAGE: String(number) };
  const options = ['--test', '--test-isolation=none', `--test-reporter=${reporter}`];
  const args = [...options, `${GROW}/loop.test.ts`];
  const child = spawn(process.execPath, args, { env, detached: true });
  let told = '';
  const hear = (text: Buffer) => {
    told += text;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // The runner has a child of its own, which may be asleep in the kernel.
  const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), deadline);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { passed: code === 0, told };
}

/** Guests come, and each thing that they wait for is printed. */
export async function checkVisit(file: string, stage: Stage): Promise<Checked> {
  try {
    await visit(file, stage);
    return { passed: true, told: '' };
  } catch (error) {
    if (!(error instanceof VisitError)) throw error;
    return { passed: false, told: error.message };
  }
}
