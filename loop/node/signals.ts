/**
 * Signals: how Ctrl-C gets through to a loop that is asleep in the kernel.
 *
 *     Ctrl-C ──▶ a C handler, in the middle of anything: sets a bit, writes a byte
 *                                                                       │
 *     callback ◀── next turn ◀── the bits are read ◀── poll() returns ◀─┘ waker
 *
 * The byte goes to the loop's own waker. That is the purpose of the lines around
 * signal.set_wakeup_fd() in Tornado's start(). Without the byte, a signal that comes
 * between the last look at the bits and the sleep would end nothing, and the loop would
 * sleep until its next timeout. The same holds for a signal that another thread takes.
 *
 * It has to be done here because Node cannot: `process.on('SIGINT')` is served by
 * Node's own loop, which stands still while ours blocks. So a signal is handled while
 * the loop runs, and is the kernel's or Node's business again when start() has ended.
 *
 * Each loop has one callback for each signal. Where loops are nested, the innermost
 * one that handles the signal decides which callback that is; and it runs in the loop
 * that turns, or Ctrl-C would have to wait for a loop that itself is waiting.
 */

import { constants } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Logger, Signal, SignalHandler } from '../core/host.ts';
import type { IOLoop } from '../core/ioloop.ts';
import type { Fd } from '../core/poller.ts';
import { sys } from './sys.ts';

const NUMBERS = new Map(Object.entries(constants.signals));
const AS_BEFORE = -1; // no descriptor: the action that was there before us

const UNASKED = 'the kernel never asks';
const AGAIN = 'the instruction that failed would be tried again, for ever';
const REFUSED = new Map([
  ['SIGKILL', UNASKED],
  ['SIGSTOP', UNASKED],
  ...['SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL'].map((name) => [name, AGAIN] as const),
  ['SIGCHLD', 'Node would not see its child processes end'],
]);

interface Registration {
  readonly signal: Signal;
  readonly callback: SignalHandler;
}

export class Signals {
  /** Of the loops that are running, outermost first. */
  static readonly #running: Signals[] = [];
  readonly #handlers = new Map<number, Registration>();
  readonly #warned = new Set<string>(); // names of signals
  readonly #loop: IOLoop;
  readonly #wakeFd: Fd;
  readonly #logger: Logger;

  constructor(loop: IOLoop, wakeFd: Fd, logger: Logger) {
    this.#loop = loop;
    this.#wakeFd = wakeFd;
    this.#logger = logger;
  }

  /** Throws TypeError for what is not a signal, Error for one that has no handler. */
  add(signal: Signal, callback: SignalHandler): void {
    const number = numberOf(signal);
    if (typeof callback !== 'function') {
      throw new TypeError(`The callback must be a function, got ${String(callback)}`);
    }
    this.#handlers.set(number, { signal, callback });
    Signals.#route([number]);
  }

  /** No error if it was not handled. One that has come, but not run, is forgotten. */
  remove(signal: Signal): void {
    const number = numberOf(signal);
    this.#handlers.delete(number);
    Signals.#route([number]);
    this.collect();
  }

  /** The loop begins to turn: from here on signals are its business. */
  enter(): void {
    Signals.#running.push(this);
    this.#reroute();
  }

  /** The loop has turned for the last time. What still came waits for the next run. */
  leave(): void {
    Signals.#running.splice(Signals.#running.indexOf(this), 1);
    this.#reroute();
  }

  /** After a wake-up: queue a callback for each signal that has come. */
  collect(): void {
    if (!isMainThread) return; // the notes are not for this thread
    const arrived = sys.take_signals();
    const turning = Signals.#running.at(-1) ?? this;
    for (const [number, { signal, callback }] of this.#inForce()) {
      if ((arrived & (1 << number)) === 0) continue;
      turning.#loop.addCallbackFromSignal(callback, signal);
    }
  }

  /** For a loop that is about to block: who expects signals in vain meanwhile? */
  warnOfListeners(): void {
    for (const name of process.eventNames().map(String)) {
      if (!NUMBERS.has(name) || this.#warned.has(name)) continue;
      this.#warned.add(name);
      this.#logger.warning(
        `process.on('${name}') hears nothing while the loop blocks, since Node's own ` +
          `loop stands still. loop.addSignalHandler('${name}', …) does.`,
      );
    }
  }

  /** Let what was noted under the old order of things be queued under the new one. */
  #reroute(): void {
    Signals.#route(this.#inForce().keys());
    this.collect();
  }

  /** Signal by signal: to the waker of the innermost loop, if any handles it at all. */
  static #route(numbers: Iterable<number>): void {
    const innermost = Signals.#running.at(-1);
    for (const number of numbers) {
      const handled = Signals.#running.some((signals) => signals.#handlers.has(number));
      sys.sigaction(number, handled && innermost ? innermost.#wakeFd : AS_BEFORE);
    }
  }

  /** What to call for each signal: an inner loop's callback hides an outer's. */
  #inForce(): Map<number, Registration> {
    const all = [this, ...Signals.#running].flatMap((other) => [...other.#handlers]);
    return new Map(all);
  }
}

/** The number of a signal that may be handled, on this thread. */
function numberOf(signal: Signal): number {
  const number = NUMBERS.get(signal);
  if (number === undefined) {
    throw new TypeError(`Not a signal: ${String(signal)}. One is called 'SIGINT'`);
  }
  const reason = REFUSED.get(signal);
  if (reason) throw new Error(`${signal} cannot be handled: ${reason}`);
  if (!isMainThread) {
    throw new Error('Signals are for the main thread to handle: it alone has them');
  }
  return number;
}
