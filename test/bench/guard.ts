/**
 * Has a change made the loop slower? `npm run bench:guard [-- --base REV]`
 *
 * The loop of a base commit is put beside that of the working tree, and both do the
 * same tasks in turns, with the programs of the working tree. What is compared are the
 * medians of pairs that ran one right after the other: that is good to a few per cent
 * even on a busy machine. Where the kernel counts instructions (perf stat), these are
 * compared instead, as they are much steadier than times.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { output } from './machine.ts';
import { median, round } from './statistics.ts';

const TASKS = [
  ['loop', 'fire', '200000'],
  ['loop', 'cancel', '200000'],
  ['loop', 'chain', '200000'],
  ['hosted', 'chain', '100000'],
];

function options() {
  const { values } = parseArgs({
    options: {
      base: { type: 'string', default: 'HEAD' },
      rounds: { type: 'string', default: '9' },
      limit: { type: 'string', default: '1.1' }, // times the base: more is a failure
    },
  });
  const [rounds, limit] = [Number(values.rounds), Number(values.limit)];
  return { base: values.base, rounds, limit };
}

/** The files of a commit, with its addon compiled and our programs beside them. */
function checkOut(revision: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-base-'));
  const archive = execFileSync('git', ['archive', revision], { maxBuffer: 1 << 28 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  rmSync(join(folder, 'test/bench'), { recursive: true, force: true });
  mkdirSync(join(folder, 'test'), { recursive: true });
  cpSync('test/bench', join(folder, 'test/bench'), { recursive: true });
  execFileSync(process.execPath, ['native/build.ts'], { cwd: folder });
  return folder;
}

const PERF = ['perf', 'stat', '-x,', '-e', 'instructions:u'];

function countsInstructions(): boolean {
  const [program = '', ...args] = [...PERF, 'true'];
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 && /^\d+,/m.test(stderr);
}

/** Instructions, or CPU time in µs for each. */
function measure(folder: string, task: string[], counting: boolean): number {
  const program = [process.execPath, 'test/bench/programs/tasks.ts', ...task];
  const [command = '', ...args] = counting ? [...PERF, ...program] : program;
  const { stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
  });
  if (!counting) return Number(stdout);
  return Number(/^(\d+),/m.exec(stderr)?.[1]);
}

function compare(base: string, task: string[], rounds: number, counting: boolean) {
  const ratios: number[] = [];
  for (let i = 0; i < rounds; i++) {
    // Now one goes first, now the other.
    const order = i % 2 === 0 ? [base, '.'] : ['.', base];
    const found = order.map((folder) => measure(folder, task, counting));
    const [first = 0, second = 0] = found;
    ratios.push(i % 2 === 0 ? second / first : first / second);
  }
  return median(ratios);
}

const { base, rounds, limit } = options();
const revision = output('git', 'rev-parse', '--short', base);
if (!revision) {
  console.error(`No commit '${base}'`);
  process.exit(2);
}
const counting = countsInstructions();
console.log(
  `Working tree against ${revision}: ${counting ? 'instructions' : 'CPU time, in pairs'}`,
);
const folder = checkOut(base);
let slower = false;
for (const task of TASKS) {
  const ratio = compare(folder, task, counting ? 3 : rounds, counting);
  slower ||= !(ratio <= limit);
  const verdict = ratio <= limit ? '' : `  more than ${limit}`;
  console.log(`  ${task.join(' ').padEnd(22)} × ${round(ratio)}${verdict}`);
}
rmSync(folder, { recursive: true });
process.exit(slower ? 1 : 0);
