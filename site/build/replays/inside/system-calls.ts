/**
 * Around the shim: each system call goes through to the real one, and is written down
 * with its arguments, its result and its error. The loop does not know. Node's require()
 * gives the same object to all who ask for the addon, and here that object is replaced
 * before loop/sys.ts asks.
 */

import { createRequire } from 'node:module';
import type { Call } from '../recording.ts';
import { type Made, SPELLED } from './arguments.ts';
import type { Clock } from './clock.ts';
import type { Numbers } from './numbers.ts';

type Shim = (...args: unknown[]) => unknown;

/** Which argument says for how long it may sleep. */
const SLEEPS: Record<string, number> = { epoll_wait: 3, poll: 2, select: 4 };

export function wrapAddon(path: string, clock: Clock, numbers: Numbers): Call[] {
  const calls: Call[] = [];
  const require = createRequire(import.meta.url);
  const addon = require(path);
  const { constants } = addon;
  const wrapped = { ...addon };
  for (const [name, spelled] of Object.entries(SPELLED)) {
    const shim: Shim | undefined = addon[name];
    if (!shim) continue;
    wrapped[name] = (...args: unknown[]) => {
      const start = clock.now();
      const made: Made = { args, result: undefined, numbers, constants };
      let error: unknown;
      try {
        const timeout = args[SLEEPS[name] ?? -1];
        if (typeof timeout !== 'number') {
          made.result = shim(...args);
          return made.result;
        }
        const { count, cutShort } = clock.sleep(timeout, () => shim(...args) as number);
        made.result = count;
        if (cutShort) error = { code: 'EINTR' };
        return count;
      } catch (thrown) {
        error = thrown;
        throw thrown;
      } finally {
        note(name, made);
        const outcome = outcomeOf(name, made, error);
        calls.push({ name, args: spelled(made), ...outcome, start, end: clock.now() });
        if (name === 'close' && !error) numbers.closed(args[0] as number);
      }
    };
  }
  const module = require.cache[require.resolve(path)];
  if (module) module.exports = wrapped;
  return calls;
}

const OPENS = ['epoll_create1', 'eventfd', 'socket', 'accept4', 'dup', 'pipe2'];

/** What was opened gets its number. */
function note(name: string, { result, numbers }: Made): void {
  if (!OPENS.includes(name) && name !== 'socketpair') return;
  for (const fd of Array.isArray(result) ? result : [result]) {
    if (typeof fd === 'number') numbers.opened(fd);
  }
}

function outcomeOf(
  name: string,
  { result, numbers }: Made,
  error: unknown,
): Pick<Call, 'result' | 'errno'> {
  if (error) return { result: '-1', errno: (error as { code?: string }).code ?? '?' };
  if (name === 'connect' && result === null)
    return { result: '-1', errno: 'EINPROGRESS' };
  if (result === null) return { result: '-1', errno: 'EAGAIN' };
  if (typeof result !== 'number') return { result: '0' };
  return { result: `${OPENS.includes(name) ? numbers.fd(result) : result}` };
}
