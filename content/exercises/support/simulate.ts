/** A simulated loop for one test, and a log of what happened. */

import type { LoopOptions } from '../../../loop/core/host.ts';
import { onTestFinished, showTurns } from '../../../site/exercises/run/testing.ts';
import { SimulatedLoop } from './simulated-loop.ts';

/**
 * `report` gets what a callback throws, where that is not the end. `mark('a')` is
 * a callback of that name which writes `a` into the log.
 */
export function simulate(options: LoopOptions = {}, report?: (error: unknown) => void) {
  const loop = new SimulatedLoop({ makeCurrent: false, ...options });
  const { poller, score } = SimulatedLoop.inside(loop);
  if (report) loop.handleCallbackException = (_, error) => report(error);
  settle(loop);
  onTestFinished(() => loop.closed || loop.running || loop.close());
  showTurns(() => score.turns);
  const log: string[] = [];
  const mark = (word: string) => named(word, () => void log.push(word));
  return { loop, poller, log, mark };
}

/** A program that is handed the loop must not rewire it. */
function settle(loop: SimulatedLoop): void {
  for (const [name, value] of Object.entries(loop)) {
    if (Array.isArray(value)) continue;
    Object.defineProperty(loop, name, { writable: false });
    if (Object.getPrototypeOf(value) === Object.prototype) Object.freeze(value);
  }
  Object.seal(loop);
}

/** The function, under a name that the score can show. */
export function named<F extends (...args: never[]) => unknown>(
  name: string,
  callback: F,
): F {
  return Object.defineProperty(callback, 'name', { value: name });
}
