import { LoopStoppedError, TimeoutError } from '../../../../loop/core/errors.ts';
import type { IOLoop } from '../../../../loop/core/ioloop.ts';

export interface RunOptions {
  /** Give up after so many ms. */
  timeout?: number;
}

interface State<T> {
  outcome: PromiseSettledResult<T> | null;
  timedOut: boolean;
  over: boolean;
}

/** Calls `fn` on the loop, and turns it until the promise has settled. */
export async function run<T>(
  loop: IOLoop,
  fn: () => Promise<T>,
  { timeout = Infinity }: RunOptions = {},
): Promise<T> {
  const state: State<T> = { outcome: null, timedOut: false, over: false };
  loop.addCallback(() => begin(loop, fn, state));
  const expire = () => {
    state.timedOut = true;
    loop.stop();
  };
  const timer = timeout === Infinity ? null : loop.callLater(timeout, expire);
  try {
    await loop.start();
  } finally {
    state.over = true;
    if (timer) loop.removeTimeout(timer);
  }
  return resultOf(state, timeout);
}

function begin<T>(loop: IOLoop, fn: () => Promise<T>, state: State<T>): void {
  if (state.over) return;
  loop.addFuture(start(fn), (settled) => {
    if (state.over) return; // somebody else may be using the loop by now
    state.outcome = settled;
    loop.stop();
  });
}

/** What `fn` throws at once is a rejection as well. */
async function start<T>(fn: () => Promise<T>): Promise<T> {
  return await fn();
}

function resultOf<T>({ outcome, timedOut }: State<T>, timeout: number): T {
  if (outcome?.status === 'fulfilled') return outcome.value;
  if (outcome) throw outcome.reason;
  if (timedOut) throw new TimeoutError(`No result within ${timeout} ms`);
  throw new LoopStoppedError('The loop was stopped before there was a result');
}
