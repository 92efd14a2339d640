/**
 * IOLoop: what a program sees of the loop, and all that can be said without a kernel.
 *
 *     IOLoop ◀─ PollIOLoop ◀─┬─ KernelIOLoop ◀─┬─ EPollIOLoop   blocks its thread
 *               the heart    │  signals,       └─ HostedIOLoop  lives in Node's loop
 *                            │  threads
 *                            └─ SimulatedIOLoop   on descriptors made up
 *
 * The *global* loop is made when somebody first asks for it. The *current* one is the
 * loop that runs the code at hand: inside a callback, always its own. Libraries ask
 * for the current loop, so a program that has a single one need not hand it around.
 * All of it is per thread: a module's state is, and no object crosses to another one.
 *
 * `new` and `configure()` work on this class, so an object of it has no fields and no
 * private methods: configurable.ts says why.
 */

import { checkFunction } from './arguments.ts';
import { Configurable, type ConfigurableClass } from './configurable.ts';
import { LoopClosedError, NotImplementedError } from './errors.ts';
import type {
  LoopOptions,
  RemoteCallbacks,
  RemoteHandle,
  Signal,
  SignalHandler,
} from './host.ts';
import type { Handler, Source } from './interest-list.ts';
import { ERROR, type Events, type Fd, NONE, READ, WRITE } from './poller.ts';
import { isThenable, type Runnable, type RunOptions, run, runSync } from './run.ts';
import { asMilliseconds, Duration, type Timeout } from './timeouts.ts';

export class IOLoop extends Configurable {
  static #instance: IOLoop | null = null;
  static #current: IOLoop | null = null;

  static readonly NONE = NONE;
  static readonly READ = READ;
  static readonly WRITE = WRITE;
  static readonly ERROR = ERROR;

  constructor(options: LoopOptions = {}) {
    super(options);
  }

  static override configurableBase(): typeof IOLoop {
    return IOLoop;
  }

  /** The best back-end that this machine has: epoll, else kqueue, else select. */
  static override configurableDefault(): ConfigurableClass {
    for (const name of ['epoll', 'kqueue', 'select']) {
      const implementation = IOLoop.registered(name);
      if (implementation?.isAvailable()) return implementation;
    }
    throw new Error(
      'No poller for this machine: epoll, kqueue and select need the compiled addon ' +
        "(npm run build:native). IOLoop.configure('simulated') works anywhere.",
    );
  }

  // ── Which loop is whose: one is global, one is current ───────────────────────

  /** The global loop, made when first asked for. Each worker thread has its own. */
  static instance(): IOLoop {
    IOLoop.#instance ??= new IOLoop();
    return IOLoop.#instance;
  }

  /** Is there a global loop yet? */
  static initialized(): boolean {
    return IOLoop.#instance !== null;
  }

  /** Make this the global loop. Throws if there is one already. */
  install(): void {
    if (IOLoop.initialized()) throw new Error('A global IOLoop already exists');
    IOLoop.#instance = this;
  }

  /** Forget the global loop. The current loop stays current. */
  static clearInstance(): void {
    IOLoop.#instance = null;
  }

  /** The current loop: the running one, else the global one. */
  static current(create?: true): IOLoop;
  static current(create: boolean): IOLoop | null;
  static current(create = true): IOLoop | null {
    return IOLoop.#current ?? (create ? IOLoop.instance() : null);
  }

  makeCurrent(): void {
    IOLoop.#current = this;
  }

  static clearCurrent(): void {
    IOLoop.#current = null;
  }

  /** Be current while `work` goes on. Then whoever was before is again. */
  protected whileCurrent<T>(work: () => T): T {
    const previous = IOLoop.#current;
    IOLoop.#current = this;
    try {
      return work();
    } finally {
      IOLoop.#current = previous;
    }
  }

  // ── Turning ──────────────────────────────────────────────────────────────────

  /**
   * Turn until `stop()`: blocks the thread, after one hop through Node's own loop.
   * Throws at once, where it is called, if the loop is running or closed.
   */
  start(): Promise<void> {
    return notImplemented('start');
  }

  /** The same right here, even inside a loop. Throws inside a promise job. */
  startSync(): void {
    notImplemented('startSync');
  }

  /** Leave `start()` before the next sleep. Called first, it keeps it from turning. */
  stop(): void {
    notImplemented('stop');
  }

  get running(): boolean {
    return notImplemented('running');
  }

  get closed(): boolean {
    return notImplemented('closed');
  }

  /**
   * Call `fn`, turn until the promise it returns settles, and give its result. Rejects
   * with TimeoutError after `timeout` ms, with LoopStoppedError when somebody else
   * stops the loop first, with TypeError when `fn` returns neither promise nor nothing.
   */
  run<R extends Runnable>(fn: () => R, options?: RunOptions): Promise<Awaited<R>> {
    return run(this, fn, options);
  }

  /** The blocking twin of `run()`. */
  runSync<R extends Runnable>(fn: () => R, options?: RunOptions): Awaited<R> {
    return runSync(this, fn, options);
  }

  /** Wait for exactly one turn of the loop. */
  moment(): Promise<void> {
    if (this.closed) throw new LoopClosedError('moment'); // it would never come
    return new Promise((resolve) => this.addCallback(resolve));
  }

  /** Give back poller and waker; with `allFds`, close every watched descriptor too. */
  close(_options?: { allFds?: boolean }): void {
    notImplemented('close');
  }

  // ── Descriptors ──────────────────────────────────────────────────────────────

  /** Call `handler` whenever `source` is ready. Throws EEXIST if it is watched. */
  addHandler<S extends Source>(
    _source: S,
    _handler: Handler<S>,
    _events: Events,
  ): void {
    notImplemented('addHandler');
  }

  /** Change the events asked for. Throws ENOENT if the source is not watched. */
  updateHandler(_source: Source, _events: Events): void {
    notImplemented('updateHandler');
  }

  /** Watch it no more; an event that already waits is dropped. No error if unknown. */
  removeHandler(_source: Source): void {
    notImplemented('removeHandler');
  }

  /** Close what a handler watched: by its own close(), else by the kernel's. */
  closeFd(_source: Source): void {
    notImplemented('closeFd');
  }

  /** The descriptor of a source, and the source. */
  splitFd(_source: Source): [Fd, Source] {
    return notImplemented('splitFd');
  }

  // ── Callbacks ────────────────────────────────────────────────────────────────

  /** Call back once, in the next turn, with these arguments. */
  addCallback<A extends unknown[]>(
    _callback: (...args: A) => unknown,
    ..._args: A
  ): void {
    notImplemented('addCallback');
  }

  /** The same, outside the caller's async context. */
  spawnCallback<A extends unknown[]>(
    _callback: (...args: A) => unknown,
    ..._args: A
  ): void {
    notImplemented('spawnCallback');
  }

  /** The same again, for a signal handler to call. */
  addCallbackFromSignal<A extends unknown[]>(
    callback: (...args: A) => unknown,
    ...args: A
  ): void {
    this.spawnCallback(callback, ...args);
  }

  /** Call back with the outcome when `promise` settles: queued, never at once. */
  addFuture<T>(
    promise: PromiseLike<T>,
    callback: (settled: PromiseSettledResult<T>) => unknown,
  ): void {
    if (!isThenable(promise)) throw new TypeError(`Not a promise: ${String(promise)}`);
    checkFunction(callback);
    // Not every thenable keeps to settling once; a promise made of one does.
    Promise.resolve(promise).then(
      (value) => this.addCallback(callback, { status: 'fulfilled', value }),
      (reason) => this.addCallback(callback, { status: 'rejected', reason }),
    );
  }

  /** What to do with an error that was not caught. Override it to do something else. */
  handleCallbackException(_callback: unknown, _error: unknown): void {
    notImplemented('handleCallbackException');
  }

  // ── Time ─────────────────────────────────────────────────────────────────────

  /** The loop's clock, in ms. Deadlines are read on it. */
  time(): number {
    return notImplemented('time');
  }

  /** Call back at `deadline`, in ms on the loop's clock. The past means next turn. */
  callAt<A extends unknown[]>(
    _deadline: number,
    _callback: (...args: A) => unknown,
    ..._args: A
  ): Timeout {
    return notImplemented('callAt');
  }

  /** Call back in `delay` ms. */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    return this.callAt(this.time() + asMilliseconds(delay), callback, ...args);
  }

  /** Call back at an absolute deadline or after a Duration. */
  addTimeout<A extends unknown[]>(
    deadline: number | Duration,
    callback: (...args: A) => unknown,
    ...args: A
  ): Timeout {
    return deadline instanceof Duration
      ? this.callLater(deadline.milliseconds, callback, ...args)
      : this.callAt(deadline, callback, ...args);
  }

  /** Cancel. One that has run, or is cancelled, is left alone. */
  removeTimeout(_timeout: Timeout): void {
    notImplemented('removeTimeout');
  }

  // ── From outside ─────────────────────────────────────────────────────────────

  /** Call back when the signal comes while the loop runs. A second call replaces. */
  addSignalHandler(_signal: Signal, _callback: SignalHandler): void {
    notImplemented('addSignalHandler');
  }

  /** Leave the signal to the kernel, or to Node, as before. */
  removeSignalHandler(_signal: Signal): void {
    notImplemented('removeSignalHandler');
  }

  /** A handle for one worker, which calls these by name: remote.ts says how. */
  remote(_callbacks: RemoteCallbacks): RemoteHandle {
    return notImplemented('remote');
  }

  /** Print the stack when the loop does not poll for `limit` ms; `null`: never. */
  setBlockingLogThreshold(_limit: number | null): void {
    notImplemented('setBlockingLogThreshold');
  }

  /** End the process then, by SIGALRM; or call `action`, once the loop is free. */
  setBlockingSignalThreshold(_limit: number | null, _action?: () => unknown): void {
    notImplemented('setBlockingSignalThreshold');
  }
}

function notImplemented(member: string): never {
  throw new NotImplementedError(`IOLoop.${member}`);
}
