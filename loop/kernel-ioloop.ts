/**
 * KernelIOLoop: the loop of a real process. It sleeps in the kernel, and so it can be
 * reached from outside while it does: by a signal, by another thread.
 *
 *     PollIOLoop                      here
 *       turnUntilStopped ──────────▶    signals are the loop's business meanwhile
 *       poll(timeout)    ──────────▶    asleep is not blocked
 *       woken()          ──────────▶    what has come?
 *
 * How each of these works is in signals.ts, remote.ts and watchdog.ts. This class only
 * says when.
 */

import { node } from './node.ts';
import type {
  RemoteCallbacks,
  RemoteHandle,
  Signal,
  SignalHandler,
} from './outside.ts';
import type { LoopOptions } from './parts.ts';
import { PollIOLoop } from './poll-ioloop.ts';
import type { Poller } from './poller.ts';
import { Inbox } from './remote.ts';
import { Signals } from './signals.ts';
import { KernelWaker } from './waker.ts';

type MakePoller = (warn: (message: string) => void) => Poller;

export class KernelIOLoop extends PollIOLoop {
  readonly #signals: Signals;
  readonly #inboxes = new Set<Inbox>();

  constructor(options: LoopOptions, makePoller: MakePoller) {
    const { logger = node.logger } = options;
    super(options, () => ({
      poller: makePoller(logger.warning),
      waker: new KernelWaker(),
      host: node,
    }));
    this.#signals = new Signals(this, this.parts.waker.writeFileno(), logger);
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

  // ── When ─────────────────────────────────────────────────────────────────────

  protected override turnUntilStopped(): void | Promise<void> {
    this.#signals.warnOfListeners();
    this.beginToListen();
    try {
      super.turnUntilStopped();
    } finally {
      this.endListening();
    }
  }

  protected beginToListen(): void {
    this.#signals.enter();
  }

  protected endListening(): void {
    this.#signals.leave();
  }

  protected override woken(): void {
    super.woken();
    this.#signals.collect();
  }

  override close(options: { allFds?: boolean } = {}): void {
    this.life.refuseToClose();
    for (const inbox of this.#inboxes) inbox.close();
    super.close(options);
  }
}
