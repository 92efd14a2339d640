/** A simulated loop for one test, and a log of what happened. */

import type { LoopOptions } from '../../../loop/core/host.ts';
import { onTestFinished, showTurns } from '../../../site/exercises/run/testing.ts';
import { SimulatedLoop } from './simulated-loop.ts';

/** `mark('a')` is a callback of that name which writes `a` into the log. */
export function simulate(options: LoopOptions = {}) {
  const loop = new SimulatedLoop({ makeCurrent: false, ...options });
  onTestFinished(() => loop.closed || loop.running || loop.close());
  showTurns(() => loop.score.turns);
  const log: string[] = [];
  const mark = (word: string) => named(word, () => void log.push(word));
  return { loop, poller: loop.poller, log, mark };
}

/** The function, under a name that the score can show. */
export function named<F extends (...args: never[]) => unknown>(
  name: string,
  callback: F,
): F {
  return Object.defineProperty(callback, 'name', { value: name });
}
