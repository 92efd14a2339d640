/**
 * A loop that says what it does, by Node's diagnostics channels, to whoever subscribes:
 *
 *     ioloop:callback  ioloop:timeout  ioloop:handler     each function, when it begins
 *     ioloop:turn                                         each turn, when it is over
 *
 * While nobody subscribes to `ioloop:turn`, a turn costs one question more, and nothing is
 * written down. The system calls are seen by putting a function before each of the shim's,
 * and only for as long as somebody listens.
 */

import { channel } from 'node:diagnostics_channel';
import { nameOf } from '../../../loop/core/callback.ts';
import type { Scope } from '../../../loop/core/host.ts';
import type { Handler, Source } from '../../../loop/core/interest-list.ts';
import type { Events, Fd, ReadyList } from '../../../loop/core/poller.ts';
import { EPollIOLoop, type LoopOptions, type Timeout } from '../../../loop/index.ts';
import { type Call, tapCalls } from './calls.ts';

export type Kind = 'callback' | 'timeout' | 'handler';

/** A function that the loop has called, with all that its promises did right after. */
export interface Ran {
  readonly kind: Kind;
  readonly name: string;
  readonly fd: Fd | null; // of a handler
  readonly start: number;
  ms: number;
  readonly calls: Call[];
}

export interface Turn {
  readonly loop: ObservedIOLoop;
  readonly start: number; // on the loop's clock
  readonly ran: Ran[];
  /** What epoll_wait was told, and what came of it; null in the last turn. */
  poll: {
    readonly timeout: number;
    readonly slept: number;
    readonly ready: readonly (readonly [fd: Fd, events: Events])[];
  } | null;
  readonly calls: Call[]; // outside of any function: epoll_wait
  /** When the turn began: in the heap; on the interest list. */
  readonly timeouts: number;
  readonly watched: number;
}

export const channels = {
  turn: channel('ioloop:turn'),
  callback: channel('ioloop:callback'),
  timeout: channel('ioloop:timeout'),
  handler: channel('ioloop:handler'),
};

const MOST = 200; // functions, and calls in each, that are written down in one turn

// Not a field: the constructor above ours adds a handler, before there are any.
let adding: Kind = 'callback';

export class ObservedIOLoop extends EPollIOLoop {
  #turn: Turn | null = null; // while it is observed
  #ran: Ran | null = null;
  #untap: (() => void) | null = null;

  constructor(options: LoopOptions = {}) {
    super(options);
    const { capture } = this.host;
    this.host.capture = () => new ObservedScope(capture(), adding, this);
  }

  override addHandler<S extends Source>(
    source: S,
    handler: Handler<S>,
    events: Events,
  ): void {
    adding = 'handler';
    super.addHandler(source, handler, events);
    adding = 'callback';
  }

  override callAt<A extends unknown[]>(
    deadline: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    adding = 'timeout';
    const timeout = super.callAt(deadline, callback, ...args);
    adding = 'callback';
    return timeout;
  }

  protected override turn(): boolean {
    if (!channels.turn.hasSubscribers) return this.#unobserved();
    this.#untap ??= tapCalls((call) => this.#called(call));
    const turn = this.#newTurn();
    this.#turn = turn;
    try {
      return super.turn();
    } finally {
      this.#over();
      this.#turn = null;
      channels.turn.publish(turn);
    }
  }

  #unobserved(): boolean {
    this.#untap?.();
    this.#untap = null;
    return super.turn();
  }

  protected override poll(timeout: number): ReadyList {
    this.#over();
    const start = this.time();
    const ready = super.poll(timeout);
    if (this.#turn) {
      this.#turn.poll = { timeout, slept: this.time() - start, ready: [...ready] };
    }
    return ready;
  }

  protected override woken(): void {
    this.begins('handler', 'waker', this.waker.fileno());
    super.woken();
  }

  /** A function is about to be called; what ran before it is over. */
  begins(kind: Kind, name: string, fd: Fd | null): void {
    if (!this.#turn) return;
    this.#over();
    const ran = { kind, name, fd, start: this.time(), ms: 0, calls: [] };
    this.#ran = ran;
    if (this.#turn.ran.length < MOST) this.#turn.ran.push(ran);
    channels[kind].publish(ran);
  }

  #over(): void {
    if (this.#ran) this.#ran.ms = this.time() - this.#ran.start;
    this.#ran = null;
  }

  #called(call: Call): void {
    const calls = this.#ran?.calls ?? this.#turn?.calls;
    if (calls && calls.length < MOST) calls.push(call);
  }

  #newTurn(): Turn {
    const [timeouts, watched] = [this.timeouts.size, this.interests.all.size];
    const start = this.time();
    return { loop: this, start, ran: [], poll: null, calls: [], timeouts, watched };
  }
}

/** The async context of a function, and what kind of thing it was added as. */
class ObservedScope implements Scope {
  readonly #scope: Scope;
  readonly #kind: Kind;
  readonly #loop: ObservedIOLoop;

  constructor(scope: Scope, kind: Kind, loop: ObservedIOLoop) {
    this.#scope = scope;
    this.#kind = kind;
    this.#loop = loop;
  }

  runInAsyncScope<A extends unknown[], R>(
    callback: (...args: A) => R,
    self: unknown,
    ...args: A
  ): R {
    if (channels.turn.hasSubscribers) {
      const fd = this.#kind === 'handler' ? fdOf(args[0]) : null;
      this.#loop.begins(this.#kind, nameOf(callback), fd);
    }
    return this.#scope.runInAsyncScope(callback, self, ...args);
  }
}

function fdOf(source: unknown): Fd | null {
  if (typeof source === 'number') return source;
  const { fileno } = source as { fileno?: () => Fd };
  return typeof fileno === 'function' ? fileno.call(source) : null;
}
