/**
 * Where a loop is in its life: one state, and the only moves there are between them.
 *
 *            start()            hop            stop()
 *     idle ──────────▶ starting ────▶ running ────────▶ stopping ──▶ idle
 *      │                  │                                           │
 *      │stop()            │stop()                                     │close()
 *      └────────▶ stopped ◀┘  ── the next start() returns at once     ▼
 *                                                                  closed
 */

import { LoopClosedError } from './errors.ts';

type State = 'idle' | 'starting' | 'running' | 'stopping' | 'stopped' | 'closed';

export class Lifecycle {
  #state: State = 'idle';

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
  starting(): void {
    this.refuseToStart();
    if (this.#state === 'idle') this.#state = 'starting';
  }

  /** The loop is about to turn. False if stop() came before: then it must not. */
  enter(): boolean {
    this.refuseIfClosed('start');
    const goOn = this.#state === 'starting';
    this.#state = goOn ? 'running' : 'idle';
    return goOn;
  }

  /** The loop has turned for the last time, or an exception ended it. */
  leave(): void {
    this.#state = 'idle';
  }

  stop(): void {
    if (this.#state === 'running') this.#state = 'stopping';
    else if (this.#state !== 'stopping') this.#state = 'stopped';
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
