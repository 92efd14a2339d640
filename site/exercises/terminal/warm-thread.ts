/** The thread behind warm-worker.ts: everything is loaded when the one run is asked for. */

import { parentPort } from 'node:worker_threads';
import { lockLanguage } from '../run/lock-down.ts';
import { run } from '../run/run.ts';

lockLanguage();
parentPort?.once('message', ({ exercise, text }) =>
  run(exercise, text, (news) => parentPort?.postMessage(news)),
);
