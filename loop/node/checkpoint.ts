/**
 * Running promise jobs from inside a blocking loop.
 *
 * V8 keeps a queue of promise jobs: the code after an `await`, the function given to
 * `then()`. Node empties it whenever JavaScript returns to Node's own loop. While
 * *our* loop blocks, nothing returns, and every `await` in a handler would stand
 * still forever. So after each callback our loop empties the queue itself.
 *
 * There is no documented way to do that. `process._tickCallback()` is what Node calls
 * for the same purpose: first what `process.nextTick()` holds, then the promise jobs.
 * This is the only file that knows of it, and a test says when a release drops it.
 *
 * One place is closed to it: *inside* a promise job V8 refuses to start another round.
 * The body of the entry module runs there, because Node's ESM loader calls it inside an
 * async function; so does everything after an `await`, and every test function.
 * `canRunPromiseJobs()` finds out; `IOLoop.start()` then hops out first.
 */

type TickCallback = () => void;

/** Node's own drain. Throws, with the way out, on a Node that no longer has it. */
export function tickCallback(of: object = process): TickCallback {
  if ('_tickCallback' in of && typeof of._tickCallback === 'function') {
    return of._tickCallback as TickCallback;
  }
  throw new Error(
    `Node ${process.version} has no process._tickCallback(), which a blocking loop ` +
      'needs to run promises. Use the Node release named in package.json.',
  );
}

let drain: TickCallback | undefined;

/** Run all waiting ticks and promise jobs, and those that they add. About 60 ns. */
export function runPromiseJobs(): void {
  drain ??= tickCallback();
  for (;;) {
    try {
      drain();
      return;
    } catch (error) {
      // Only a process.nextTick() function can throw up to here. To Node that is an
      // uncaught exception; a job that throws makes it one again, listeners and all.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

/** False inside a promise job, where `runPromiseJobs()` would run none. */
export function canRunPromiseJobs(): boolean {
  let ran = false;
  queueMicrotask(() => {
    ran = true;
  });
  runPromiseJobs();
  return ran;
}
