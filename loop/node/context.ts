/**
 * Async contexts: what AsyncLocalStorage holds for whoever adds a callback must be
 * there again when it runs. An AsyncResource remembers it, from the moment it is made.
 *
 * One for each callback would do, and costs a new object each time. Most callbacks of
 * a program are added in one and the same context, so the last resource is used again
 * as long as nothing has changed. That takes comparing two contexts, and there is no
 * documented way to do it: Node keeps the context in its resources, under a symbol.
 * This is the only file that knows of it. Where a release has no such symbol, each
 * callback gets a resource of its own, as if no two contexts were ever the same.
 */

import { AsyncResource } from 'node:async_hooks';
import type { Scope } from '../core/host.ts';

/** The collector destroys it, and whoever traces with async_hooks hears of that. */
function remember(): AsyncResource {
  return new AsyncResource('IOLoop');
}

/** The symbol under which a resource keeps its context, on a Node that has one. */
export function contextKey(resource: object): symbol | undefined {
  const isIt = (symbol: symbol) => symbol.description === 'context_frame';
  return Object.getOwnPropertySymbols(resource).find(isIt);
}

/** The empty context: this module is loaded before anybody has set one. */
export const root: Scope = remember();

const key = contextKey(root) as keyof Scope | undefined;
let last: Scope = root;

/** The async context of the caller. */
export function capture(): Scope {
  const now: Scope = remember();
  if (key === undefined || now[key] !== last[key]) last = now;
  return last;
}
