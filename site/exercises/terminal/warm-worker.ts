/** Runs exercises in threads; the next is started ahead, since that takes longest. */

import { Worker } from 'node:worker_threads';
import type { Outcome, Runnable } from '../exercise.ts';
import { Supervisor } from '../run/supervise.ts';

const THREAD = new URL('./warm-thread.ts', import.meta.url);

export class WarmWorker {
  #next = start();

  run(exercise: Runnable, text: string): Promise<Outcome> {
    const worker = this.#next;
    const supervisor = new Supervisor((tell, gone) => {
      worker.on('message', tell);
      worker.on('error', (error) => gone(String(error)));
      worker.on('exit', (code) => gone(`exit(${code})`));
      worker.postMessage({ exercise, text });
      return { end: () => worker.removeAllListeners().terminate() };
    });
    return supervisor.outcome.finally(() => {
      this.#next = start();
    });
  }

  close(): void {
    void this.#next.terminate();
  }
}

/** It keeps nobody from ending, and what it writes by itself is not for the terminal. */
function start(): Worker {
  const worker = new Worker(THREAD, { env: {}, stdout: true, stderr: true });
  worker.unref();
  return worker;
}
