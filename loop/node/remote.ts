/**
 * Other threads: how a worker adds a callback to a loop that it cannot touch.
 *
 *     worker: connectRemote(handle)                    loop: remote(callbacks)
 *       addCallback('done', 42)                          the waker's handler
 *         1. post the message      ── MessagePort ──▶      4. how many are there?
 *         2. count it              ── shared memory ─▶        from here on: 0
 *         3. if it was the first,                          5. take that many, and
 *            write to the waker    ── eventfd ───────▶        queue each callback
 *
 * Functions do not cross threads, names do; what crosses is cloned. No wake-up can be
 * lost: a message is in the queue before it is counted, and counted before the byte is
 * written; and the loop sets the count to 0 before it takes anything, so that whatever
 * comes later writes a byte of its own. Between two looks of the loop, a thousand posts
 * cost one byte.
 *
 * Each worker has a handle of its own, and shares count and waker with nobody: one that
 * is terminated between steps 2 and 3 can leave only itself unheard. A MessagePort is
 * not copied but handed over, and Node wants that said:
 *
 *     const handle = loop.remote({ done });
 *     new Worker(file, { workerData: handle, transferList: [handle.port] });
 */

import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
} from 'node:worker_threads';
import type { AnyFunction } from '../core/callback.ts';
import type { RemoteCallbacks, RemoteHandle } from '../core/host.ts';
import type { IOLoop } from '../core/ioloop.ts';
import { READ } from '../core/poller.ts';
import { KernelWaker, wake } from './waker.ts';

declare module '../core/host.ts' {
  interface RemoteHandle {
    readonly port: MessagePort; // to be transferred
  }
}

// The two numbers in `state`.
const POSTED = 0; // how many messages the loop has not heard of
const CLOSED = 1; // 1: nobody takes them any more

const BATCH = 128; // messages in one turn: others wait too

type Message = ['call', name: string, ...args: never[]] | ['stop'] | ['close'];

/** The loop's end: a handler that takes in what one worker has posted. */
export class Inbox {
  readonly #loop: IOLoop;
  readonly #callbacks: Map<string, AnyFunction>;
  readonly #onRelease: () => void;
  readonly #waker: KernelWaker;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  readonly #port: MessagePort;
  readonly #theirs: MessagePort;
  #released = false;

  /** Throws TypeError for a callback that is not a function. */
  constructor(loop: IOLoop, callbacks: RemoteCallbacks, onRelease: () => void) {
    this.#loop = loop;
    this.#callbacks = new Map(Object.entries(callbacks));
    for (const [name, callback] of this.#callbacks) {
      if (typeof callback !== 'function') throw new TypeError(`${name} is no function`);
    }
    this.#onRelease = onRelease;
    this.#waker = new KernelWaker();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#theirs = port2;
    // For a worker that ends without a word. Node tells us when its own loop turns.
    port1.once('close', () => this.#release());
    loop.addHandler(this.#waker, () => this.#take(), READ);
  }

  get handle(): RemoteHandle {
    const names = [...this.#callbacks.keys()];
    const wakeFd = this.#waker.writeFileno();
    return { names, wakeFd, state: this.#state, port: this.#theirs };
  }

  /**
   * The loop closes. The waker does not: its number is known to the worker, which may
   * be about to write, and must not write into a file that has the number next.
   */
  close(): void {
    if (Atomics.exchange(this.#state, CLOSED, 1) === 1) return;
    this.#loop.removeHandler(this.#waker);
    this.#theirs.close(); // if no worker ever got it
    this.#port.start(); // lets go of the rest, and of the port when the worker does
  }

  #take(): void {
    this.#waker.drain();
    const count = Atomics.exchange(this.#state, POSTED, 0);
    for (let i = 0; i < Math.min(count, BATCH); i++) this.#receive();
    if (count <= BATCH) return;
    Atomics.add(this.#state, POSTED, count - BATCH); // the rest is for the next turn
    this.#waker.wake();
  }

  #receive(): void {
    try {
      this.#obey(receiveMessageOnPort(this.#port)?.message);
    } catch (error) {
      this.#loop.handleCallbackException('remote', error); // it cannot be cloned here
    }
  }

  #obey([verb, name = '', ...args]: Message): void {
    const callback = this.#callbacks.get(name);
    if (verb === 'close') this.#release();
    else if (verb === 'stop') this.#loop.stop();
    else if (callback) this.#loop.spawnCallback(callback, ...args);
  }

  /** The worker has let go, or is no more: nobody can write to the waker now. */
  #release(): void {
    if (this.#released) return;
    this.#released = true;
    this.close();
    this.#port.close();
    this.#waker.close();
    this.#onRelease();
  }
}

/** The worker's end of a handle. */
export function connectRemote(handle: RemoteHandle): RemoteLoop {
  return new RemoteLoop(handle);
}

export class RemoteLoop {
  readonly #handle: RemoteHandle;
  #closed = false;

  constructor(handle: RemoteHandle) {
    this.#handle = handle;
  }

  /**
   * Add a callback to the loop, by its name. False if the loop is closed: then it will
   * not run, and no harm is done. Throws RangeError for a name that the loop did not
   * give, DataCloneError for arguments that cannot be cloned.
   */
  addCallback(name: string, ...args: unknown[]): boolean {
    const { names } = this.#handle;
    if (names.includes(name)) return this.#post(['call', name, ...(args as never[])]);
    throw new RangeError(`The loop has no callback '${name}'; it has: ${names.join()}`);
  }

  /** Stop the loop. What was added before still runs. False if it is closed. */
  stop(): boolean {
    return this.#post(['stop']);
  }

  /** No more posts. What was posted still arrives. */
  close(): void {
    this.#post(['close']);
    this.#closed = true;
    this.#handle.port.close();
  }

  #post(message: Message): boolean {
    const { port, state, wakeFd } = this.#handle;
    if (this.#closed || Atomics.load(state, CLOSED) === 1) return false;
    port.postMessage(message);
    if (Atomics.add(state, POSTED, 1) === 0) wake(wakeFd);
    return true;
  }
}
