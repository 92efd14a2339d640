/** What an idle connection takes in the memory of each server. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CONTENDERS } from '../contenders.ts';
import { withDescriptors } from '../descriptors.ts';
import { inTurns, type Job, type Part } from '../part.ts';
import { freePort } from '../process.ts';

const SPARE = 200; // descriptors

export function memory(count: number, rounds: number): Part {
  const jobs: Job[] = [];
  for (const { id, command } of CONTENDERS) {
    if (!command(0)) continue;
    const run = async () => {
      const port = await freePort();
      const server = command(port) ?? [];
      const program = [process.execPath, 'test/bench/programs/idle.ts', `${count}`];
      const all = [...program, `${port}`, ...server];
      const { stdout } = await promisify(execFile)(
        ...withDescriptors(count + SPARE, all),
      );
      return { cost: Number(stdout) };
    };
    jobs.push({ labels: { contender: id, count }, run });
  }
  return inTurns('memory', jobs, rounds);
}
