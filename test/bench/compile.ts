/** Compiles a C program of ours, unless that has been done, and says where it is. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = '.generated/bench';
const COMPILER = process.env.CC ?? 'cc';
const FLAGS = ['-O2', '-Wall', '-Wextra', '-pthread'];

/** Throws, with what to install, where there is no compiler. */
export function compile(source: string): string {
  const text = readFileSync(source);
  const made = createHash('sha256')
    .update(text)
    .update([COMPILER, ...FLAGS].join());
  const hash = made.digest('hex').slice(0, 12);
  const program = join(FOLDER, `${basename(source, '.c')}-${hash}`);
  if (existsSync(program)) return program;
  mkdirSync(FOLDER, { recursive: true });
  const half = `${program}.${process.pid}`; // nobody ever runs half a program
  const { status } = spawnSync(COMPILER, [...FLAGS, source, '-o', half], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`No C compiler '${COMPILER}': apt install gcc`);
  renameSync(half, program);
  return program;
}
