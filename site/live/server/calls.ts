/** The system calls of this process, as they are made: name, descriptor, and outcome. */

import { performance } from 'node:perf_hooks';
import { type Sys, sys } from '../../../loop/node/sys.ts';

export interface Call {
  readonly name: string;
  readonly fd: number; // its first argument, or the new one that it gave; else -1
  readonly args: string; // the rest, in short
  readonly result: string;
  readonly ms: number;
}

type Shim = (...args: unknown[]) => unknown;

const OPENS = ['accept4', 'socket', 'eventfd', 'epoll_create1', 'dup'];
const QUIET = ['getsockname', 'getpeername', 'getsockopt', 'take_signals'];

/** Tells each call until the function that it gives is called. */
export function tapCalls(tell: (call: Call) => void): () => void {
  const shims = sys as unknown as Record<string, Shim | undefined>;
  const names = Object.keys(sys).filter(
    (name) => typeof sys[name as keyof Sys] === 'function' && !QUIET.includes(name),
  );
  const before = names.map((name) => [name, shims[name]] as const);
  for (const [name, shim] of before) if (shim) shims[name] = around(name, shim, tell);
  return () => {
    for (const [name, shim] of before) shims[name] = shim;
  };
}

function around(name: string, shim: Shim, tell: (call: Call) => void): Shim {
  return (...args) => {
    const start = performance.now();
    const done = (result: string, fd = args[0]) =>
      tell({
        name,
        fd: typeof fd === 'number' ? fd : -1,
        args: args.slice(1).map(inShort).join(', '),
        result,
        ms: performance.now() - start,
      });
    try {
      const result = shim(...args);
      if (OPENS.includes(name) && result !== null) done(`${result}`, result);
      else
        done(
          result === null
            ? '-1 EAGAIN'
            : typeof result === 'number'
              ? `${result}`
              : '0',
        );
      return result;
    } catch (error) {
      done(`-1 ${(error as NodeJS.ErrnoException).code ?? ''}`);
      throw error;
    }
  };
}

function inShort(value: unknown): string {
  if (typeof value === 'number') return `${value}`;
  return value instanceof Uint8Array || ArrayBuffer.isView(value) ? '…' : '{…}';
}
