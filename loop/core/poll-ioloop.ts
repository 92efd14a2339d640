/**
 * PollIOLoop: the heart. One thread goes round and round; each round is a turn.
 *
 *        ┌─▶ callbacks       what was queued when the turn began
 *        │   due timeouts    whose deadline has come
 *        │   how long?       nothing is left to do: until when may we sleep
 *        │   poll            asleep in the kernel, until an fd is ready, the time
 *        │                   is up, or somebody wakes us
 *        └── handlers        one call for each ready fd
 *
 * Everything a program does happens inside one of those calls, one after the other.
 * None is ever interrupted, so none needs a lock; and one that takes long makes all
 * the others wait. What a turn runs is settled before it runs: work added meanwhile
 * waits for the next turn, so the loop gets round to polling whatever happens.
 *
 * The poller is level-triggered: a handler may leave data unread, and hears again.
 */

import { type AnyFunction, Callback, nameOf } from './callback.ts';
import { PromiseJobError } from './errors.ts';
import { Guard } from './guard.ts';
import {
  checkOptions,
  type Host,
  type LoopOptions,
  type Parts,
  safely,
  type Waker,
} from './host.ts';
import { type Handler, Interest, InterestList, type Source } from './interest-list.ts';
import { IOLoop } from './ioloop.ts';
import { Lifecycle, type Start } from './lifecycle.ts';
import {
  type Events,
  type Fd,
  NONE,
  type Poller,
  READ,
  type ReadyList,
} from './poller.ts';
import { Timeout, TimeoutHeap } from './timeouts.ts';

const AN_HOUR = 3_600_000;

export class PollIOLoop extends IOLoop {
  protected readonly poller: Poller; // asks the kernel
  protected readonly waker: Waker; // ends its sleep
  protected readonly host: Host; // clock, promise jobs, standard error
  protected readonly life = new Lifecycle();
  readonly #longestSleep: number; // ms
  readonly #guard: Guard; // runs other people's code

  protected callbacks: Callback[] = []; // to run in the next turn, first in, first out
  protected readonly timeouts = new TimeoutHeap(); // to run when their time has come
  protected readonly interests: InterestList; // to call when their fd is ready
  protected ready: Interest[] = []; // those whose fd poll() has found ready

  /** Throws before it opens anything if it must become current and cannot. */
  constructor(options: LoopOptions, makeParts: () => Parts) {
    super(checkOptions(options));
    const other = IOLoop.current(false);
    if (other && options.makeCurrent) throw new Error('current IOLoop already exists');
    const { poller, waker, host } = makeParts();
    this.poller = poller;
    this.waker = waker;
    const { now = host.now, logger = host.logger } = options;
    this.host = { ...host, now, logger: safely(logger) };
    this.#longestSleep = options.longestSleep ?? AN_HOUR;
    this.interests = new InterestList(poller, this.host.logger);
    this.#guard = new Guard(host.checkpoint, (callback, error) => {
      this.handleCallbackException(callback, error);
    });
    try {
      this.addHandler(waker, () => this.woken(), READ);
    } catch (error) {
      for (const part of [waker, poller]) part.close(); // nobody else can
      throw error;
    }
    if (options.makeCurrent ?? !other) this.makeCurrent();
  }

  // ── What to do: handlers, callbacks, timeouts ────────────────────────────────

  override addHandler<S extends Source>(
    source: S,
    handler: Handler<S>,
    events: Events,
  ) {
    this.life.refuseIfClosed('addHandler');
    const scope = this.host.capture();
    this.interests.add(new Interest(source, handler as Handler, events, scope));
  }

  override updateHandler(source: Source, events: Events): void {
    this.life.refuseIfClosed('updateHandler');
    this.interests.update(source, events);
  }

  override removeHandler(source: Source): void {
    this.interests.remove(source);
  }

  override addCallback<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): void {
    const scope = this.host.capture();
    const queued = new Callback(callback as AnyFunction, args, scope);
    // After close() nobody will ever run it; what still arrives then is let go.
    if (!this.life.closed) this.callbacks.push(queued);
  }

  override spawnCallback<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): void {
    this.host.root.runInAsyncScope(() => this.addCallback(callback, ...args), null);
  }

  override callAt<A extends unknown[]>(
    deadline: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    this.life.refuseIfClosed('callAt');
    const scope = this.host.capture();
    const timeout = new Timeout(deadline, callback as AnyFunction, args, scope);
    return this.timeouts.add(timeout);
  }

  override removeTimeout(timeout: Timeout): void {
    this.timeouts.cancel(timeout);
  }

  override time(): number {
    return this.host.now();
  }

  // ── The heart ────────────────────────────────────────────────────────────────

  override start(): Promise<void> {
    const start = this.life.starting();
    // The caller may be part of a promise job: Node's ESM loader runs the body of the
    // entry module inside an async function. From inside a promise job no other can
    // run, so first let Node call us back from outside.
    return this.host.hop(() => this.turnUntilStopped(start));
  }

  override startSync(): void {
    this.life.refuseToStart();
    if (!this.host.canCheckpoint()) throw new PromiseJobError('startSync');
    this.turnUntilStopped(this.life.starting());
  }

  protected turnUntilStopped(start: Start): void | Promise<void> {
    if (!this.life.enter(start)) return;
    try {
      this.whileCurrent(() => {
        while (this.turn());
      });
    } finally {
      this.life.leave(); // ready for another start()
    }
  }

  /** One turn. False for the last one, which ends where it would have slept. */
  protected turn(): boolean {
    this.#runCallbacks();
    if (!this.running) return false; // the one way out, before the one line that sleeps
    this.#note(this.poll(this.pollTimeout()));
    if (this.ready.length > 0) this.#runHandlers();
    return true;
  }

  /** First the queued callbacks, then the timeouts that have come due. */
  #runCallbacks(): void {
    // Decide what to run before running any of it. What a callback adds waits for the
    // next turn; one that kept re-adding itself would otherwise keep us from ever
    // polling again, and every socket would starve.
    const callbacks = this.callbacks;
    this.callbacks = [];
    const due = this.timeouts.size > 0 ? this.timeouts.popDue(this.time()) : [];

    for (const callback of callbacks) this.#guard.runCallback(callback);
    for (const timeout of due) {
      if (!timeout.fn) continue; // an earlier callback of this turn has cancelled it
      this.#guard.runCallback(timeout);
      timeout.drop();
    }
  }

  /** How long poll() may sleep, in ms. 0 is "just look". */
  protected pollTimeout(): number {
    if (this.callbacks.length > 0) return 0;
    const deadline = this.timeouts.nextDeadline;
    if (deadline === Infinity) return this.#longestSleep;
    // Read the clock again: the callbacks took time, and that time is gone.
    return Math.min(Math.max(0, deadline - this.time()), this.#longestSleep);
  }

  protected poll(timeout: number): ReadyList {
    return this.poller.poll(timeout);
  }

  /** The waker's handler: the sleep was ended from outside. */
  protected woken(): void {
    this.waker.drain();
  }

  /** What poll() has found is noted on the interest itself, until its handler runs. */
  #note(found: ReadyList): void {
    for (const [fd, events] of found) {
      const interest = this.interests.get(fd);
      if (!interest) continue;
      interest.ready = events;
      this.ready.push(interest);
    }
  }

  /** One call for each ready fd, in the order in which they were reported. */
  #runHandlers(): void {
    // A handler may remove any fd, even one still waiting its turn here. That one is
    // then ready for nothing, also when the number has a new owner by now.
    for (const interest of this.ready) {
      // updateHandler() may have been called since: what counts is what is asked now.
      const events = interest.ready & interest.events;
      interest.ready = NONE;
      if (events !== NONE) this.#guard.runHandler(interest, events);
    }
    this.ready = [];
  }

  override handleCallbackException(callback: unknown, error: unknown): void {
    this.host.logger.error(`Exception in callback ${nameOf(callback)}`, error);
  }

  // ── Leaving ──────────────────────────────────────────────────────────────────

  override get running(): boolean {
    return this.life.running;
  }

  override get closed(): boolean {
    return this.life.closed;
  }

  override stop(): void {
    if (this.life.closed) return;
    this.life.stop();
    this.waker.wake();
  }

  override close({ allFds = false }: { allFds?: boolean } = {}): void {
    if (this.life.closed) return;
    this.life.close();
    this.interests.remove(this.waker);
    this.callbacks = [];
    this.timeouts.clear();
    const watched = allFds ? [...this.interests.all.values()] : [];
    for (const { source } of watched) this.closeFd(source);
    this.interests.abandon();
    this.waker.close();
    this.poller.close();
  }

  override closeFd(source: Source): void {
    this.interests.close(source, this.host.closeFd);
  }

  override splitFd(source: Source): [Fd, Source] {
    return this.interests.split(source);
  }
}
