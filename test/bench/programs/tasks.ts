/**
 * Does one task so many times, and prints what each cost in CPU time, in µs.
 * `tasks.ts loop|hosted|node fire|cancel|chain COUNT`
 */

import { IOLoop } from '../../../loop/index.ts';
import { randomNumbers } from '../figures/program.ts';

const [, , who = '', task = '', size = ''] = process.argv;
const count = Number(size);
const random = randomNumbers();
const SPREAD = 1000; // ms: deadlines come at random within
const FAR = 60_000; // ms: long after the end

if (who === 'hosted') IOLoop.configure('hosted');
const loop = IOLoop.current();

const ours = {
  later: (callback: () => void, delay: number) => loop.callLater(delay, callback),
  undo: (timeout: ReturnType<IOLoop['callLater']>) => loop.removeTimeout(timeout),
  soon: (callback: () => void) => loop.addCallback(callback),
  run: () => loop.start(),
  end: () => loop.stop(),
};

const ended = Promise.withResolvers<void>();
const nodes = {
  later: (callback: () => void, delay: number) => setTimeout(callback, delay),
  undo: (timeout: NodeJS.Timeout) => clearTimeout(timeout),
  soon: (callback: () => void) => setImmediate(callback),
  run: () => ended.promise,
  end: () => ended.resolve(),
};

/** All of them are added, then all of them go off. */
async function fire<T>({ later, run, end }: Timers<T>): Promise<void> {
  let left = count;
  const callback = () => {
    if (--left === 0) end();
  };
  for (let i = 0; i < count; i++) later(callback, SPREAD * random());
  await run();
}

/** All of them are added, then all of them are cancelled. */
async function cancel<T>({ later, undo, soon, run, end }: Timers<T>): Promise<void> {
  const timeouts: T[] = [];
  for (let i = 0; i < count; i++)
    timeouts.push(later(() => {}, FAR + SPREAD * random()));
  for (const timeout of timeouts) undo(timeout);
  soon(() => soon(end)); // a turn, in which it may tidy up
  await run();
}

/** Each adds the next: one turn of the loop for each. */
async function chain<T>({ soon, run, end }: Timers<T>): Promise<void> {
  let left = count;
  const callback = () => {
    if (--left === 0) end();
    else soon(callback);
  };
  soon(callback);
  await run();
}

interface Timers<T> {
  later(callback: () => void, delay: number): T;
  undo(timeout: T): void;
  soon(callback: () => void): unknown;
  run(): Promise<void>;
  end(): void;
}

function start<T>(timers: Timers<T>): Promise<void> {
  const all = { fire, cancel, chain };
  return all[task as keyof typeof all](timers);
}

const before = process.cpuUsage();
await (who === 'node' ? start(nodes) : start(ours));
const { user, system } = process.cpuUsage(before);
console.log(((user + system) / count).toFixed(4));
process.exit(0);
