/** The thread behind run-in-worker.ts: one run, and its news to the parent. */

import { parentPort, workerData } from 'node:worker_threads';
import { lockLanguage } from './lock-down.ts';
import { run } from './run.ts';

lockLanguage();
await run(workerData.exercise, workerData.text, (news) =>
  parentPort?.postMessage(news),
);
