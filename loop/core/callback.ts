/** A callback in the queue: a function, its arguments, and whose context it runs in. */

import { checkFunction } from './arguments.ts';
import type { Scope } from './host.ts';

/** Any function at all; `never` is what every parameter type accepts. */
export type AnyFunction = (...args: never[]) => unknown;

const NO_ARGUMENTS: never[] = []; // one for all that have none

export class Callback {
  /** Null once it has been dropped: then there is nothing left to call. */
  fn: AnyFunction | null;
  #args: never[];
  #scope: Scope | null;

  constructor(fn: AnyFunction, args: unknown[], scope: Scope) {
    checkFunction(fn);
    this.fn = fn;
    this.#args = args.length > 0 ? (args as never[]) : NO_ARGUMENTS;
    this.#scope = scope;
  }

  call(): unknown {
    return this.#scope?.runInAsyncScope(
      this.fn as AnyFunction,
      undefined,
      ...this.#args,
    );
  }

  /** Let go of everything that it holds, however long somebody keeps the callback. */
  drop(): void {
    this.fn = null;
    this.#args = NO_ARGUMENTS;
    this.#scope = null;
  }
}

/** What a message calls it: a function's name, and for handlers their source too. */
export function nameOf(callback: unknown): string {
  if (Array.isArray(callback)) return `(${callback.map(nameOf).join(', ')})`;
  if (typeof callback !== 'function') return String(callback);
  const { name } = callback; // a class may have made anything at all of it
  return typeof name === 'string' && name ? name : 'anonymous';
}
