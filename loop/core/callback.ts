/** A callback in the queue: a function, its arguments, and whose context it runs in. */

import { checkFunction } from './arguments.ts';
import type { Scope } from './host.ts';

/** Any function at all; `never` is what every parameter type accepts. */
export type AnyFunction = (...args: never[]) => unknown;

export class Callback {
  readonly fn: AnyFunction;
  readonly #args: never[];
  readonly #scope: Scope;

  constructor(fn: AnyFunction, args: unknown[], scope: Scope) {
    checkFunction(fn);
    this.fn = fn;
    this.#args = args as never[];
    this.#scope = scope;
  }

  call(): unknown {
    return this.#scope.runInAsyncScope(this.fn, undefined, ...this.#args);
  }
}

/** What a message calls it: a function's name, and for handlers their source too. */
export function nameOf(callback: unknown): string {
  if (Array.isArray(callback)) return `(${callback.map(nameOf).join(', ')})`;
  if (typeof callback !== 'function') return String(callback);
  const { name } = callback; // a class may have made anything at all of it
  return typeof name === 'string' && name ? name : 'anonymous';
}
