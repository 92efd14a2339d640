/**
 * Where a loop is in its life: one state, and the only moves there are between them.
 *
 *            start()            hop            stop()
 *     idle ──────────▶ starting ────▶ running ────────▶ stopping ──▶ idle
 *      │ ▲                │ stop()                                    │
 *      │ └────────────────┘ this start() returns without a turn       │close()
 *      │stop()                                                        ▼
 *      └────────▶ stopped ── the next start() takes it, and           closed
 *                            returns without a turn ──▶ idle
 *
 * One stop() ends one start(): the one under way, or else the next.
 */

import { LoopClosedError } from './errors.ts';

type State = 'idle' | 'starting' | 'running' | 'stopping' | 'stopped' | 'closed';

/** One call of start(), from there to its first turn. */
export interface Start {
  cancelled: boolean;
}

export class Lifecycle {
  #state: State = 'idle';
  #start: Start = { cancelled: true }; // the last one

  get running(): boolean {
    return this.#state === 'running';
  }

  /** stop() was called: it ends this run, or the next one before it begins. */
  get stopped(): boolean {
    return this.#state === 'stopping' || this.#state === 'stopped';
  }

  get closed(): boolean {
    return this.#state === 'closed';
  }

  /** Throws LoopClosedError after close(): `member` is what was called. */
  refuseIfClosed(member: string): void {
    if (this.closed) throw new LoopClosedError(member);
  }

  /** Throws unless start() may be called. */
  refuseToStart(): void {
    this.refuseIfClosed('start');
    if (this.#state === 'idle' || this.#state === 'stopped') return;
    throw new Error('IOLoop is already running');
  }

  /** start() was called, and the loop will soon turn. */
  starting(): Start {
    this.refuseToStart();
    this.#start = { cancelled: this.#state === 'stopped' };
    this.#state = this.#start.cancelled ? 'idle' : 'starting';
    return this.#start;
  }

  /** The loop is about to turn. False if stop() came before: then it must not. */
  enter(start: Start): boolean {
    if (start.cancelled) return false;
    this.refuseIfClosed('start');
    this.#state = 'running';
    return true;
  }

  /** The loop has turned for the last time, or an exception ended it. */
  leave(): void {
    this.#state = 'idle';
  }

  stop(): void {
    if (this.#state === 'running') this.#state = 'stopping';
    else if (this.#state === 'idle') this.#state = 'stopped';
    else if (this.#state === 'starting') {
      this.#start.cancelled = true;
      this.#state = 'idle';
    }
  }

  /** Throws while the loop runs: it would poll on a descriptor that is gone. */
  refuseToClose(): void {
    if (this.running || this.#state === 'stopping') {
      throw new Error('close() while the loop is running: stop() it first');
    }
  }

  close(): void {
    this.refuseToClose();
    this.#state = 'closed';
  }
}
