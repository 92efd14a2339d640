/**
 * Timers and callbacks, without any socket: a program that does one task a number of
 * times and says what it cost in CPU time. Each round is a new process for each.
 */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inTurns, type Job, type Part } from '../part.ts';
import { python } from '../peers.ts';

export type Task = 'fire' | 'cancel' | 'chain';

const PROGRAMS = 'test/bench/programs';

function commands(): Map<string, string[]> {
  const ours = [process.execPath, `${PROGRAMS}/tasks.ts`];
  const all = new Map(['loop', 'hosted', 'node'].map((id) => [id, [...ours, id]]));
  for (const id of ['uvloop', 'asyncio', 'tornado']) {
    const found = python(id);
    if (found) all.set(id, [found.command, `${PROGRAMS}/tasks.py`, id]);
  }
  return all;
}

export function tasks(
  id: string,
  wanted: Task[],
  counts: number[],
  rounds: number,
): Part {
  const jobs: Job[] = [];
  for (const task of wanted) {
    for (const count of counts) {
      for (const [contender, command] of commands()) {
        const [program = '', ...args] = [...command, task, `${count}`];
        const labels = { task, count, contender };
        jobs.push({ labels, run: async () => ({ cost: await cost(program, args) }) });
      }
    }
  }
  return inTurns(id, jobs, rounds);
}

/** CPU time for one of them, in µs, as the program prints it. */
async function cost(program: string, args: string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(program, args);
  return Number(stdout);
}
