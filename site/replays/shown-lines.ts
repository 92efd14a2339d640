/**
 * What a reader is led through. Most of what runs between two interesting lines is the
 * same each time: who is current, whether the loop is closed, what a callback is called
 * by. A replay may name in `show` what of this it is about.
 */

/** Their own lines are left out; what they call is shown. */
const THROUGH = [
  'Configurable',
  'IOLoop.instance',
  'IOLoop.current',
  'IOLoop.makeCurrent',
  'IOLoop.whileCurrent',
  'Lifecycle',
  'Callback',
  'Guard',
  'InterestList.#numberOf',
  'InterestList.#remembered',
  'InterestList.#find',
  'numberOf',
  'isFd',
  'hasSystemCall',
  'isThenable',
  'checkOptions',
  'asMilliseconds',
  'runPromiseJobs',
  'tickCallback',
  'hop',
  'node',
  'Timeout',
  'Duration',
  'TimeoutHeap.#isBefore',
  'Signals',
  'Watchdog',
  'Alarm',
  'KernelIOLoop.fallAsleep',
  'KernelIOLoop.wakeUp',
  'KernelIOLoop.turnUntilStopped',
  'KernelIOLoop.enter',
  'KernelIOLoop.leave',
  'KernelIOLoop.poll',
  'KernelIOLoop.woken',
  'KernelWaker.fileno',
  'SimulatedPoller',
  'IOLoop.time',
  'PollIOLoop.time',
  'PollIOLoop.running',
  'PollIOLoop.closed',
];

/** Left out with all that they call: the making of a loop. */
const OVER = [
  'IOLoop.current',
  'EPollIOLoop.constructor',
  'HostedIOLoop.constructor',
  'SimulatedIOLoop.constructor',
  'Inbox.constructor',
  'Configurable.configure',
];

export interface Shown {
  through: string[];
  over: string[];
}

export function shownLines(show: readonly string[], over: readonly string[]): Shown {
  const usual = (symbol: string) => !show.includes(symbol);
  return {
    through: THROUGH.filter(usual),
    over: [...OVER.filter(usual), ...over],
  };
}
