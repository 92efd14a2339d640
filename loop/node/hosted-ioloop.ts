/**
 * HostedIOLoop: the same turns, but it is Node's own loop that sleeps.
 *
 *     Node's loop (libuv)                     this loop
 *       sleeps in an epoll set ─────────┐
 *         sockets, files, timers of     │       its own epoll set, which libuv
 *         Node: fetch, setTimeout …     └─────▶ watches like any other descriptor
 *                                                 │ readable: something is ready
 *       calls back ◀──────────────────────────────┘
 *         └─────────▶ one turn, with a poll that never sleeps
 *
 * A blocking loop owns its thread: timers, files and sockets of Node stand still. This
 * one is a guest. It takes a turn when a descriptor is ready, when a deadline comes and
 * when a callback waits, and gives the thread back after each. In exchange it does not
 * know when it is called next, and `startSync()` is out of its reach.
 */

import type { LoopOptions } from '../core/host.ts';
import type { Start } from '../core/lifecycle.ts';
import { type Fd, type ReadyList, waitMilliseconds } from '../core/poller.ts';
import type { Timeout } from '../core/timeouts.ts';
import { EPollPoller } from '../pollers/epoll.ts';
import { KernelIOLoop } from './kernel-ioloop.ts';
import { hasSystemCall, sys } from './sys.ts';

export class HostedIOLoop extends KernelIOLoop {
  #run: PromiseWithResolvers<void> | null = null; // from start() to its end
  #watched: Fd = -1; // the epoll set
  #unwatch = () => {};
  #soon: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #due = Infinity; // when #timer goes off, on the loop's clock
  #turning = false;

  constructor(options: LoopOptions = {}) {
    // Nothing needs to wake it once an hour: libuv sleeps as long as it likes.
    super({ longestSleep: Infinity, ...options }, (warn) => new EPollPoller(warn));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('epoll_create1') && hasSystemCall('uv_poll');
  }

  override startSync(): void {
    throw new Error(
      "A hosted loop cannot block: it turns when Node's own loop calls it. " +
        'Use `await loop.start()`, or an EPollIOLoop.',
    );
  }

  /** Begins, and does not wait: the promise is for `start()` to give to its caller. */
  protected override turnUntilStopped(start: Start): void | Promise<void> {
    if (!this.life.enter(start)) return;
    this.enter();
    this.#run = Promise.withResolvers();
    this.#watch();
    this.#plan();
    return this.#run.promise;
  }

  // ── A turn ───────────────────────────────────────────────────────────────────

  readonly #takeTurn = (): void => {
    clearImmediate(this.#soon);
    this.#soon = undefined;
    this.#turning = true;
    this.wakeUp();
    let goOn = false;
    try {
      goOn = this.whileCurrent(() => this.turn());
    } catch (error) {
      this.#run?.reject(error);
    } finally {
      this.#turning = false;
      this.fallAsleep();
    }
    if (goOn) this.#plan();
    else this.#end();
  };

  protected override poll(): ReadyList {
    const ready = super.poll(0);
    // The poller may have replaced its set, a moment ago. Nothing of Node's has run
    // since, so libuv cannot have come across the old number under a new owner.
    if (this.poller.fileno?.() !== this.#watched) this.#watch();
    return ready;
  }

  #end(): void {
    this.#unwatch();
    this.#watched = -1;
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#soon = undefined;
    this.#due = Infinity;
    this.leave();
    this.life.leave();
    this.#run?.resolve();
    this.#run = null;
  }

  // ── The next one ─────────────────────────────────────────────────────────────

  /** When a descriptor is ready. */
  #watch(): void {
    this.#unwatch();
    this.#watched = this.poller.fileno?.() ?? -1;
    this.#unwatch = sys.uv_poll(this.#watched, this.#takeTurn);
  }

  /** When a callback waits, or a deadline comes. */
  #plan(): void {
    const timeout = this.pollTimeout();
    if (timeout === 0) this.#soon ??= setImmediate(this.#takeTurn);
    else if (timeout < Infinity) this.#planAt(this.time() + timeout, timeout);
  }

  #planAt(due: number, timeout: number): void {
    if (due > this.#due - 1) return; // a timer that goes off too early does no harm
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#due = Infinity;
      this.#takeTurn();
    }, waitMilliseconds(timeout));
  }

  /** Between two turns a run that was stopped can end at once. */
  override close(options: { allFds?: boolean } = {}): void {
    if (this.#run && this.life.stopped && !this.#turning) this.#end();
    super.close(options);
  }

  // Between two turns it is Node's callbacks that add something.

  override addCallback<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): void {
    super.addCallback(callback, ...args);
    this.#added();
  }

  override callAt<A extends unknown[]>(
    deadline: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    const timeout = super.callAt(deadline, callback, ...args);
    this.#added();
    return timeout;
  }

  #added(): void {
    if (this.running && !this.#turning) this.#plan();
  }
}
