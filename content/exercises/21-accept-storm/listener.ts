/** A listening socket, and how many descriptors the process still has. */

import { type Fd, READ } from '../../../loop/core/poller.ts';
import type { SimulatedPoller } from '../../../loop/pollers/simulated.ts';

export class Listener {
  readonly #poller: SimulatedPoller;
  readonly #fd: Fd;
  #queue: string[] = [];
  readonly #code: string;
  #free: number;
  #accepts = 0;

  /** `free` connections can be accepted; then `accept()` throws `code`. */
  constructor(poller: SimulatedPoller, fd: Fd, free: number, code = 'EMFILE') {
    this.#poller = poller;
    this.#fd = fd;
    this.#free = free;
    this.#code = code;
    Object.freeze(this);
  }

  /** How often accept() was called. */
  get accepts(): number {
    return this.#accepts;
  }

  /** Somebody has closed something: so many can be accepted now. */
  makeRoom(count: number): void {
    this.#free = count;
  }

  /** Somebody connects: the connection is in the queue until it is accepted. */
  connect(who: string): void {
    this.#queue.push(who);
    this.#poller.raise(this.#fd, READ);
  }

  accept(): Accepted | null {
    this.#accepts++;
    const [who] = this.#queue;
    if (who === undefined) return null;
    if (this.#free === 0) throw refusal(this.#code);
    this.#free--;
    this.#queue.shift();
    if (this.#queue.length === 0) this.#poller.lower(this.#fd, READ);
    return { who, peerAddress: () => who };
  }

  fileno(): Fd {
    return this.#fd;
  }

  close(): void {}
}

export interface Accepted {
  readonly who: string;
  peerAddress(): string;
}

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: accept4`), { code });
}

/** For the server’s import; no test makes a socket by itself. */
export const Socket = Listener;
