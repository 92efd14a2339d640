/** What comes from outside of the loop's own thread: the words for it. */

import type { Fd } from './poller.ts';

/** A signal by its name, `'SIGINT'`. */
export type Signal = `SIG${string}`;

/** Called with the name of the signal that came, so that one can serve for several. */
export type SignalHandler = (signal: Signal) => unknown;

/** What other threads may call, by name. The arguments have been through a clone. */
export type RemoteCallbacks = Record<string, (...args: never[]) => unknown>;

/**
 * What `remote()` gives, for one worker. remote.ts adds the port: a type of Node's,
 * without which the core has to compile.
 */
export interface RemoteHandle {
  readonly names: readonly string[]; // of the callbacks
  readonly wakeFd: Fd; // write eight bytes to it, and the loop wakes
  readonly state: Int32Array<SharedArrayBuffer>;
}
