/**
 * The guard: all foreign code runs in here, and one bad callback must not stop the
 * loop. What it throws, now or by way of a promise, is reported; the next one runs.
 *
 * After each call the guard lets promise jobs run, so that the code behind an `await`
 * goes on as soon as it can, and before the next callback sees the world.
 */

import type { Callback } from './callback.ts';
import { isSystemError, LoopExit } from './errors.ts';
import type { Interest } from './interest-list.ts';
import type { Events } from './poller.ts';
import { isThenable } from './run.ts';

/** Told what was called, and what came of it. */
type Report = (callback: unknown, error: unknown) => void;

export class Guard {
  readonly #checkpoint: () => void;
  readonly #report: Report;
  #thrown: { error: unknown } | null = null; // in a promise job, to leave the loop

  constructor(checkpoint: () => void, report: Report) {
    this.#checkpoint = checkpoint;
    this.#report = report;
  }

  runCallback(callback: Callback): void {
    const { fn } = callback; // for the report: a timeout may be dropped meanwhile
    this.#thrown = null;
    try {
      const result = callback.call();
      if (isThenable(result)) this.#listen(result, (error) => this.#failed(fn, error));
    } catch (error) {
      this.#failed(fn, error);
    } finally {
      this.#checkpoint();
    }
    this.#rethrow();
  }

  runHandler(interest: Interest, events: Events): void {
    const { source, handler, scope } = interest;
    this.#thrown = null;
    try {
      const result = scope.runInAsyncScope(handler, undefined, source, events);
      if (isThenable(result)) {
        this.#listen(result, (error) => this.#handlerFailed(interest, error));
      }
    } catch (error) {
      this.#handlerFailed(interest, error);
    } finally {
      this.#checkpoint();
    }
    this.#rethrow();
  }

  #handlerFailed(interest: Interest, error: unknown): void {
    if (isSystemError(error, 'EPIPE')) return; // the peer hung up: no news
    const { source, handler, watched } = interest;
    this.#failed(watched ? [source, handler] : null, error);
  }

  #failed(callback: unknown, error: unknown): void {
    if (error instanceof LoopExit) throw error;
    this.#report(callback, error);
  }

  /** Nobody else waits for this promise: unheard, a rejection would end the process. */
  #listen(result: PromiseLike<unknown>, onError: (error: unknown) => void): void {
    result.then(undefined, (error) => {
      try {
        onError(error);
      } catch (thrown) {
        this.#thrown = { error: thrown }; // in a job it would reach nobody: keep it
      }
    });
  }

  #rethrow(): void {
    const thrown = this.#thrown;
    this.#thrown = null;
    if (thrown) throw thrown.error;
  }
}
