/**
 * Around the shim: each system call goes through to the real one, and is written down
 * with its arguments, its result and its error. The loop does not know. Node's require()
 * gives the same object to all who ask for the addon, and here that object is replaced
 * before loop/node/sys.ts asks.
 */

import { createRequire } from 'node:module';
import type { Call } from '../recording.ts';
import { type Made, SPELLED } from './arguments.ts';
import type { Clock } from './clock.ts';
import type { Numbers } from './numbers.ts';

type Shim = (...args: unknown[]) => unknown;

/** Which argument says for how long it may sleep. */
const SLEEPS: Record<string, number> = { epoll_wait: 3, poll: 2, select: 4 };

/** Gives the list to which the calls are added. */
export function wrapAddon(path: string, clock: Clock, numbers: Numbers): Call[] {
  const calls: Call[] = [];
  const require = createRequire(import.meta.url);
  const addon = require(path);
  const { constants } = addon;
  const wrapped = { ...addon };
  for (const name of Object.keys(SPELLED).filter((name) => addon[name])) {
    wrapped[name] = (...args: unknown[]) => {
      const start = clock.now();
      const { result, error, errno } = call(name, addon[name], args, clock);
      const text = written(name, { args, result, numbers, constants }, errno);
      calls.push({ ...text, start, end: clock.now() });
      if (error) throw error;
      return result;
    };
  }
  const module = require.cache[require.resolve(path)];
  if (module) module.exports = wrapped;
  return calls;
}

interface Outcome {
  result?: unknown;
  error?: unknown;
  errno?: string | undefined;
}

function call(name: string, shim: Shim, args: unknown[], clock: Clock): Outcome {
  const timeout = args[SLEEPS[name] ?? -1];
  try {
    if (typeof timeout !== 'number') return { result: shim(...args) };
    const slept = clock.sleep(timeout, () => shim(...args) as number);
    return { result: slept.count, errno: slept.cutShort ? 'EINTR' : undefined };
  } catch (error) {
    return { error, errno: (error as { code?: string }).code ?? '?' };
  }
}

const OPENS = ['epoll_create1', 'eventfd', 'socket', 'accept4', 'dup', 'pipe2'];

type Written = Pick<Call, 'name' | 'args' | 'result' | 'errno'>;

function written(name: string, made: Made, errno: string | undefined): Written {
  const { args, result, numbers } = made;
  if (OPENS.includes(name) || name === 'socketpair') {
    for (const fd of [result].flat()) if (typeof fd === 'number') numbers.opened(fd);
  }
  const outcome = outcomeOf(name, made, errno);
  const spelled = { name, args: SPELLED[name]?.(made) ?? [], ...outcome };
  if (name === 'close' && !errno) numbers.closed(args[0] as number);
  return spelled;
}

function outcomeOf(
  name: string,
  { result, numbers }: Made,
  errno: string | undefined,
): Pick<Call, 'result' | 'errno'> {
  if (errno) return { result: '-1', errno };
  if (result === null) {
    return { result: '-1', errno: name === 'connect' ? 'EINPROGRESS' : 'EAGAIN' };
  }
  if (typeof result !== 'number') return { result: '0' };
  return { result: `${OPENS.includes(name) ? numbers.fd(result) : result}` };
}
