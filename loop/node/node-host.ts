/** What Node lends the loop: a clock, promise jobs, async contexts, standard error. */

import { writeSync } from 'node:fs';
import { debuglog, inspect } from 'node:util';
import type { Host, Logger } from '../core/host.ts';
import { canRunPromiseJobs, runPromiseJobs } from './checkpoint.ts';
import { capture, root } from './context.ts';
import { sys } from './sys.ts';

const debug = debuglog('ioloop');

function complain(message: string, error?: unknown): void {
  const detail = error === undefined ? '' : `\n${inspect(error)}`;
  // Not console.error: in a worker that waits for the main thread, which may be asleep.
  writeSync(2, `${message}${detail}\n`);
}

/** Warnings and errors go to standard error; `NODE_DEBUG=ioloop` shows the rest. */
export const stderrLogger: Logger = {
  debug: (message, error) => debug('%s', message, ...(error ? [error] : [])),
  warning: complain,
  error: complain,
};

/** setImmediate() calls from Node's own loop, where no promise job is on the stack. */
function hop<T>(callback: () => T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(callback());
      } catch (error) {
        reject(error);
      }
    });
  });
}

export const node: Host = {
  now: () => performance.now(),
  checkpoint: runPromiseJobs,
  canCheckpoint: canRunPromiseJobs,
  hop,
  capture,
  root,
  closeFd: (fd) => sys.close(fd),
  logger: stderrLogger,
};
