import { LoopStoppedError, TimeoutError } from '../../../../loop/core/errors.ts';
import type { IOLoop } from '../../../../loop/core/ioloop.ts';

export interface RunOptions {
  /** Give up after so many ms. */
  timeout?: number;
}

/** Calls `fn` on the loop, and turns it until the promise has settled. */
export async function run<T>(
  loop: IOLoop,
  fn: () => Promise<T>,
  { timeout = Infinity }: RunOptions = {},
): Promise<T | undefined> {
  // TODO(exercise): start the loop, and stop it when there is a result.
  void [loop, fn, timeout, LoopStoppedError, TimeoutError];
  return undefined;
}
