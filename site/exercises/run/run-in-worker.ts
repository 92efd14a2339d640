/** For Node: runs an exercise in a thread of its own, which can be ended from outside. */

import { Worker } from 'node:worker_threads';
import type { News, Outcome, Runnable } from '../exercise.ts';
import { Supervisor } from './supervise.ts';

const THREAD = new URL('./worker-thread.ts', import.meta.url);

/** `limit`: ms without news, after which the run is ended. */
export function runInWorker(
  exercise: Runnable,
  text: string,
  { tell, limit }: { tell?: (news: News) => void; limit?: number } = {},
): Promise<Outcome> {
  const supervisor = new Supervisor(
    (tell, gone) => {
      const worker = new Worker(THREAD, {
        workerData: { exercise, text },
        env: {},
        stdout: true, // what a program writes there by itself is not for the terminal
        stderr: true,
      });
      worker.on('message', tell);
      worker.on('error', (error) => gone(String(error)));
      worker.on('exit', (code) => gone(`exit(${code})`));
      return { end: () => worker.removeAllListeners().terminate() };
    },
    tell,
    limit,
  );
  return supervisor.outcome;
}
