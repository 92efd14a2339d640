import { LoopStoppedError, TimeoutError } from '../../../../loop/errors.ts';
import type { IOLoop } from '../../../../loop/ioloop.ts';

export interface RunOptions {
  /** Give up after so many ms. */
  timeout?: number;
}

/** Calls `fn` on the loop, and turns it until the promise has settled. */
export async function run<T>(
  loop: IOLoop,
  fn: () => Promise<T>,
  { timeout = Infinity }: RunOptions = {},
): Promise<T> {
  let outcome: PromiseSettledResult<T> | null = null;
  let timedOut = false;
  let over = false;

  loop.addCallback(() => {
    if (over) return;
    loop.addFuture(start(fn), (settled) => {
      if (over) return; // somebody else may be using the loop by now
      outcome = settled;
      loop.stop();
    });
  });
  const timer =
    timeout === Infinity
      ? null
      : loop.callLater(timeout, () => {
          timedOut = true;
          loop.stop();
        });

  try {
    await loop.start();
  } finally {
    over = true;
    if (timer) loop.removeTimeout(timer);
  }
  return resultOf(outcome, timedOut, timeout);
}

/** What `fn` throws at once is a rejection as well. */
async function start<T>(fn: () => Promise<T>): Promise<T> {
  return await fn();
}

function resultOf<T>(
  outcome: PromiseSettledResult<T> | null,
  timedOut: boolean,
  timeout: number,
): T {
  if (outcome?.status === 'fulfilled') return outcome.value;
  if (outcome) throw outcome.reason;
  if (timedOut) throw new TimeoutError(`No result within ${timeout} ms`);
  throw new LoopStoppedError('The loop was stopped before there was a result');
}
