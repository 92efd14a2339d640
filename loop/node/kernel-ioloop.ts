/**
 * KernelIOLoop: the loop of a real process. It sleeps in the kernel, and so it can be
 * reached from outside while it does: by a signal, by another thread.
 *
 *     PollIOLoop               here
 *       turnUntilStopped() ───▶  meanwhile signals are the loop's business
 *       poll(timeout) ────────▶  to sleep is not to be blocked: the watchdog looks away
 *       woken() ──────────────▶  what has come?
 *
 * How each of these works is in signals.ts, remote.ts and watchdog.ts. This class only
 * says when.
 */

import { isMainThread } from 'node:worker_threads';
import {
  type LoopOptions,
  type Parts,
  type RemoteCallbacks,
  type RemoteHandle,
  type Signal,
  type SignalHandler,
  safely,
} from '../core/host.ts';
import type { Start } from '../core/lifecycle.ts';
import { PollIOLoop } from '../core/poll-ioloop.ts';
import type { Poller, ReadyList } from '../core/poller.ts';
import { node } from './node-host.ts';
import { Inbox } from './remote.ts';
import { Signals } from './signals.ts';
import { KernelWaker } from './waker.ts';
import { Alarm, Watchdog } from './watchdog.ts';

const A_MOMENT = 50; // ms that a worker may sleep: nothing ends a system call for it

type MakePoller = (warn: (message: string) => void) => Poller;

export class KernelIOLoop extends PollIOLoop {
  readonly #signals: Signals;
  readonly #inboxes = new Set<Inbox>();
  readonly #watchdog: Watchdog;
  readonly #alarm: Alarm;

  constructor(options: LoopOptions, makePoller: MakePoller) {
    const logger = safely(options.logger ?? node.logger);
    super(options, () => open(makePoller(logger.warning)));
    this.#signals = new Signals(this, this.waker.writeFileno(), logger);
    this.#watchdog = new Watchdog(this, options.logger);
    this.#alarm = new Alarm(this.#signals);
  }

  // ── Signals ──────────────────────────────────────────────────────────────────

  override addSignalHandler(signal: Signal, callback: SignalHandler): void {
    this.life.refuseIfClosed('addSignalHandler');
    this.#signals.add(signal, callback);
  }

  override removeSignalHandler(signal: Signal): void {
    this.#signals.remove(signal);
  }

  // ── Other threads ────────────────────────────────────────────────────────────

  override remote(callbacks: RemoteCallbacks): RemoteHandle {
    this.life.refuseIfClosed('remote');
    const inbox = new Inbox(this, callbacks, () => this.#inboxes.delete(inbox));
    this.#inboxes.add(inbox);
    return inbox.handle;
  }

  // ── The blocking threshold ───────────────────────────────────────────────────

  override setBlockingLogThreshold(limit: number | null): void {
    this.life.refuseIfClosed('setBlockingLogThreshold');
    this.#watchdog.set(limit);
  }

  override setBlockingSignalThreshold(
    limit: number | null,
    action?: () => unknown,
  ): void {
    this.life.refuseIfClosed('setBlockingSignalThreshold');
    this.#alarm.set(limit, action);
  }

  // ── When ─────────────────────────────────────────────────────────────────────

  protected override turnUntilStopped(start: Start): void | Promise<void> {
    this.#signals.warnOfListeners();
    this.enter();
    try {
      super.turnUntilStopped(start);
    } finally {
      this.leave();
    }
  }

  protected enter(): void {
    this.#signals.enter();
  }

  protected leave(): void {
    this.fallAsleep();
    this.#signals.leave();
  }

  protected override poll(timeout: number): ReadyList {
    this.fallAsleep();
    const ready = super.poll(isMainThread ? timeout : Math.min(timeout, A_MOMENT));
    this.wakeUp();
    return ready;
  }

  protected fallAsleep(): void {
    this.#watchdog.asleep();
    this.#alarm.asleep();
  }

  protected wakeUp(): void {
    this.#watchdog.awake();
    this.#alarm.awake();
  }

  protected override woken(): void {
    super.woken();
    this.#signals.collect();
  }

  override close(options: { allFds?: boolean } = {}): void {
    this.life.refuseToClose();
    this.#watchdog.set(null);
    for (const inbox of this.#inboxes) inbox.close();
    super.close(options);
  }
}

/** A poller and what goes with it; or an error, and nothing is left open. */
function open(poller: Poller): Parts {
  try {
    return { poller, waker: new KernelWaker(), host: node };
  } catch (error) {
    poller.close();
    throw error;
  }
}
