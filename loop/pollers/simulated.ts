/**
 * A poller without a kernel: descriptors are names, and time is a number.
 *
 * What really happens to a descriptor is decided by the program: `raise()` makes it
 * ready, `lower()` makes it not, `at()` does so later. `poll()` does not sleep but
 * moves the clock, to the next thing that happens or to the end of the timeout. A day
 * passes in no time, and always in the same way: that is what tests are written on,
 * and what runs in a browser.
 *
 * `log` holds every call of `poll()`: the behaviour of the loop, written down.
 */

import { systemError } from '../core/errors.ts';
import type { Waker } from '../core/host.ts';
import type { Events, Fd, Poller, ReadyList } from '../core/poller.ts';
import { ERROR, NONE, READ, waitMilliseconds } from '../core/poller.ts';

/** One call of `poll()`, in simulated ms. */
export interface PollRecord {
  readonly timeout: number;
  readonly start: number;
  readonly end: number;
  readonly ready: readonly (readonly [Fd, Events])[];
}

interface Happening {
  readonly time: number;
  readonly action: () => void;
}

const WAKER_FD = 3; // where a real program's first descriptor would be

export class SimulatedPoller implements Poller {
  readonly name = 'simulated';
  readonly log: PollRecord[] = [];
  readonly #registered = new Map<Fd, Events>();
  readonly #levels = new Map<Fd, Events>(); // what each descriptor is ready for
  #agenda: Happening[] = []; // what is still to happen, soonest first
  #now = 0;

  register(fd: Fd, events: Events): void {
    if (this.#registered.has(fd)) throw systemError('EEXIST', 'register');
    this.#registered.set(fd, events);
  }

  modify(fd: Fd, events: Events): void {
    if (!this.#registered.has(fd)) throw systemError('ENOENT', 'modify');
    this.#registered.set(fd, events);
  }

  unregister(fd: Fd): void {
    if (!this.#registered.delete(fd)) throw systemError('ENOENT', 'unregister');
  }

  poll(timeout: number): ReadyList {
    const start = this.#now;
    const wait = waitMilliseconds(timeout);
    const ready = this.#waitUntil(wait < 0 ? Infinity : start + wait);
    this.log.push({ timeout, start, end: this.#now, ready: [...ready] });
    return ready;
  }

  close(): void {
    this.#registered.clear();
    this.#agenda = [];
  }

  // ── The simulated world ──────────────────────────────────────────────────────

  /** The clock, in ms since the beginning. */
  get now(): number {
    return this.#now;
  }

  /** Work takes time: let so many ms pass. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Make `fd` ready for `events`, until it is lowered again. */
  raise(fd: Fd, events: Events): void {
    this.#levels.set(fd, (this.#levels.get(fd) ?? NONE) | events);
  }

  lower(fd: Fd, events: Events): void {
    this.#levels.set(fd, (this.#levels.get(fd) ?? NONE) & ~events);
  }

  /** Let something happen at `time`: a poll that sleeps then will see it. */
  at(time: number, action: () => void): void {
    const index = this.#agenda.findIndex((other) => other.time > time);
    this.#agenda.splice(index < 0 ? this.#agenda.length : index, 0, { time, action });
  }

  /** A waker for a loop on this poller. */
  makeWaker(): Waker {
    return {
      fileno: () => WAKER_FD,
      writeFileno: () => WAKER_FD,
      wake: () => this.raise(WAKER_FD, READ),
      drain: () => this.lower(WAKER_FD, READ),
      close: () => {},
    };
  }

  #waitUntil(end: number): ReadyList {
    for (;;) {
      this.#happen();
      const ready = this.#look();
      const next = this.#agenda[0]?.time ?? Infinity;
      if (ready.size > 0 || end <= this.#now) return ready;
      if (next === Infinity && end === Infinity) {
        throw new Error('Nothing can ever become ready: the loop would sleep for ever');
      }
      this.#now = Math.min(next, end);
    }
  }

  /** Everything whose time has come. */
  #happen(): void {
    while (this.#agenda[0] && this.#agenda[0].time <= this.#now) {
      this.#agenda.shift()?.action();
    }
  }

  #look(): ReadyList {
    const ready: ReadyList = new Map();
    for (const [fd, asked] of this.#registered) {
      const events = (this.#levels.get(fd) ?? NONE) & (asked | ERROR);
      if (events !== NONE) ready.set(fd, events);
    }
    return ready;
  }
}
