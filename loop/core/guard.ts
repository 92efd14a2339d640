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
    this.#run(
      () => callback.call(),
      (error) => this.#failed(callback.fn, error),
    );
  }

  /** `isWatched` says, after a failure, whether the handler is still on the list. */
  runHandler(interest: Interest, events: Events, isWatched: () => boolean): void {
    const { source, handler, scope } = interest;
    this.#run(
      () => scope.runInAsyncScope(handler, undefined, source, events),
      (error) => {
        if (isSystemError(error, 'EPIPE')) return; // the peer hung up: no news
        this.#failed(isWatched() ? [source, handler] : null, error);
      },
    );
  }

  #run(call: () => unknown, onError: (error: unknown) => void): void {
    this.#thrown = null;
    try {
      const result = call();
      // Nobody else waits for this promise: unheard, a rejection would end the process.
      if (isThenable(result)) result.then(undefined, this.#later(onError));
    } catch (error) {
      onError(error);
    } finally {
      this.#checkpoint();
    }
    this.#rethrow();
  }

  #failed(callback: unknown, error: unknown): void {
    if (error instanceof LoopExit) throw error;
    this.#report(callback, error);
  }

  /** A throw in a promise job would reach nobody: keep it for after the checkpoint. */
  #later(onError: (error: unknown) => void): (error: unknown) => void {
    return (error) => {
      try {
        onError(error);
      } catch (thrown) {
        this.#thrown = { error: thrown };
      }
    };
  }

  #rethrow(): void {
    const thrown = this.#thrown;
    this.#thrown = null;
    if (thrown) throw thrown.error;
  }
}
