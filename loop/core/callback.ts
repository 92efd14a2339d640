/** A callback in the queue: a function, its arguments, and whose context it runs in. */

import type { Scope } from './host.ts';

/** Any function at all; `never` is what every parameter type accepts. */
export type AnyFunction = (...args: never[]) => unknown;

export class Callback {
  readonly fn: AnyFunction;
  readonly #args: never[];
  readonly #scope: Scope;

  constructor(fn: AnyFunction, args: unknown[], scope: Scope) {
    if (typeof fn !== 'function') {
      // Fail here, where the caller's stack still shows who did it, not a turn later.
      throw new TypeError(`The callback must be a function, got ${String(fn)}`);
    }
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
  return typeof callback === 'function'
    ? callback.name || 'anonymous'
    : String(callback);
}
