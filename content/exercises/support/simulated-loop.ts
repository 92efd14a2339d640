/**
 * The loop of the exercises and of the playground: the heart as it is, on the simulated
 * poller, in a browser as well as in Node.
 *
 * No promise job can run while a loop blocks, unless the host has a way to run them, and
 * a browser has none. So this one gives way to the page after each turn. But jobs come
 * before the poll: what they queue shortens the sleep. So right after code has run, a
 * poll that finds nothing ready ends the turn for the time being. The page gets its way,
 * and only then it is settled how the turn goes on: with a sleep, with another turn, or
 * not at all. Log and score show what a loop with checkpoints does, with one exception:
 * the jobs of all callbacks of a turn run after the last of them, and where an fd is
 * ready, after its handler. `startSync()` blocks, and runs no jobs.
 */

import type { Host, LoopOptions } from '../../../loop/core/host.ts';
import type { Handler, Source } from '../../../loop/core/interest-list.ts';
import { IOLoop } from '../../../loop/core/ioloop.ts';
import type { Start } from '../../../loop/core/lifecycle.ts';
import { PollIOLoop } from '../../../loop/core/poll-ioloop.ts';
import type { Events, Fd, Poller, ReadyList } from '../../../loop/core/poller.ts';
import type { Timeout } from '../../../loop/core/timeouts.ts';
import { type PollRecord, SimulatedPoller } from '../../../loop/pollers/simulated.ts';
import { Lesson } from '../../../site/exercises/run/lesson.ts';
import { Page } from './page.ts';
import { Score } from './score.ts';

const SPINNING = 500; // polls without the clock moving: no program here needs so many

export interface Inside {
  readonly poller: SimulatedPoller;
  readonly score: Score;
}

export class SimulatedLoop extends PollIOLoop {
  readonly #poller: SimulatedPoller;
  readonly #score: Score;
  readonly #page: Page;
  #blocking = false;
  #unsettled = { jobs: false }; // code has run, and its promise jobs may not have
  #unfinished = false; // the turn has only looked, and goes on after the jobs
  #stuckAt = -1; // since when the clock stands
  #polls = 0; // so many times it has been polled since

  constructor(options: LoopOptions = {}) {
    const poller = new SimulatedPoller();
    const score = new Score(() => poller.now);
    const page = new Page();
    const unsettled = { jobs: false };
    const host = hostOf(poller, page, () =>
      score.scope(() => {
        unsettled.jobs = true;
      }),
    );
    super({ longestSleep: Infinity, ...options }, () => ({
      poller: verbsOf(poller),
      waker: poller.makeWaker(),
      host,
    }));
    this.#poller = poller;
    this.#score = score;
    this.#page = page;
    this.#unsettled = unsettled;
  }

  /** What is behind a loop: for a test, never for the program that is handed the loop. */
  static inside(loop: SimulatedLoop): Inside {
    return { poller: loop.#poller, score: loop.#score };
  }

  override startSync(): void {
    this.#blocking = true;
    try {
      super.startSync();
    } finally {
      this.#blocking = false;
    }
  }

  protected override turnUntilStopped(start: Start): void | Promise<void> {
    if (this.#blocking) return super.turnUntilStopped(start);
    if (this.life.enter(start)) return this.#giveWayBetweenTurns();
  }

  async #giveWayBetweenTurns(): Promise<void> {
    const previous = IOLoop.current(false);
    this.makeCurrent();
    this.#unfinished = false; // whatever an earlier run has left
    try {
      while (this.turn() && (await this.#settle()));
    } finally {
      this.life.leave();
      if (previous) previous.makeCurrent();
      else IOLoop.clearCurrent();
    }
  }

  /** Let promise jobs run. False if one of them has stopped the loop before its poll. */
  async #settle(): Promise<boolean> {
    await this.#page.giveWay();
    this.#unsettled.jobs = false;
    if (!this.#unfinished) return true;
    if (!this.running) return false;
    if (this.pollTimeout() > 0) return true; // to go on with the sleep
    const { now } = this.#poller;
    this.#record({ timeout: 0, start: now, end: now, ready: [] });
    this.#unfinished = false;
    return true;
  }

  #record(poll: PollRecord): void {
    this.#poller.log.push(poll);
    this.#score.poll(poll);
    this.polled(poll);
  }

  /** The poll of the turn is settled. Who watches the loop wants to know. */
  protected polled(_poll: PollRecord): void {}

  protected override turn(): boolean {
    if (!this.#unfinished) this.#score.beginTurn();
    this.#unfinished = false;
    return super.turn();
  }

  protected override poll(timeout: number): ReadyList {
    this.#refuseToSpin();
    const looks = this.#unsettled.jobs && !this.#blocking;
    const ready = this.#ask(looks ? 0 : timeout);
    const poll = { ...(this.#poller.log.pop() as PollRecord), timeout };
    this.#unfinished = looks && ready.size === 0;
    if (!this.#unfinished) this.#record(poll);
    return ready;
  }

  #ask(timeout: number): ReadyList {
    try {
      return super.poll(timeout);
    } catch (error) {
      if (timeout < Infinity) throw error; // not the one that is meant here
      throw new Lesson({
        zh: '循环要睡到永远：没有回调，没有定时任务，也没有 fd 会就绪。等的那件事没有人去安排。',
        en: 'The loop would sleep for ever: there is no callback, no timeout, and no fd that will be ready. Nobody has arranged for what is waited for.',
      });
    }
  }

  #refuseToSpin(): void {
    const { now } = this.#poller;
    this.#polls = now === this.#stuckAt ? this.#polls + 1 : 0;
    this.#stuckAt = now;
    if (this.#polls < SPINNING) return;
    throw new Lesson({
      zh: `循环在空转：时钟停在 ${now} ms 不动，它却已经轮询了 ${SPINNING} 次。真机上，这就是一个 CPU 跑满，却什么也没做。`,
      en: `The loop spins: the clock stands at ${now} ms, and it has polled ${SPINNING} times. On a real machine that is a whole CPU, for nothing.`,
    });
  }

  // ── What is given to the loop, told apart for the score ──────────────────────

  override addCallback<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): void {
    this.#score.on('callbacks');
    super.addCallback(callback, ...args);
  }

  override callAt<A extends unknown[]>(
    deadline: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    this.#score.on('timeouts');
    return super.callAt(deadline, callback, ...args);
  }

  override addHandler<S extends Source>(
    source: S,
    handler: Handler<S>,
    events: Events,
  ): void {
    if (#score in this) this.#score.on('handlers'); // not yet when the waker is added
    super.addHandler(source, handler, events);
  }

  /** In an exercise an error is the end, unless a test says otherwise. */
  override handleCallbackException(_callback: unknown, error: unknown): void {
    throw error;
  }

  override close(options: { allFds?: boolean } = {}): void {
    super.close(options);
    this.#page.close();
  }
}

/** What a loop asks of its poller, and nothing of the world that a test has behind it. */
function verbsOf(poller: SimulatedPoller): Poller {
  return Object.freeze({
    name: poller.name,
    register: (fd: Fd, events: Events) => poller.register(fd, events),
    modify: (fd: Fd, events: Events) => poller.modify(fd, events),
    unregister: (fd: Fd) => poller.unregister(fd),
    poll: (timeout: number) => poller.poll(timeout),
    close: () => poller.close(),
  });
}

function hostOf(poller: SimulatedPoller, page: Page, capture: Host['capture']): Host {
  const silent = () => {};
  const host: Host = {
    now: () => poller.now,
    checkpoint: silent,
    canCheckpoint: () => true,
    hop: async (callback) => {
      await page.giveWay();
      return await callback();
    },
    capture,
    root: { runInAsyncScope: (callback, self, ...args) => callback.apply(self, args) },
    closeFd: silent,
    logger: { debug: silent, warning: silent, error: silent },
  };
  return Object.freeze(host);
}
