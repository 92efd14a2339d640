/**
 * A deadline that is put off again and again, as one is by each request. To cancel a
 * timeout and add another each time would fill the heap. So the timeout stays where it
 * is; when it comes and the deadline has moved on, it is set again.
 */

import type { IOLoop, Timeout } from '../../index.ts';

export class Deadline {
  readonly #loop: IOLoop;
  readonly #expired: () => void;
  #due = Infinity;
  #timeout: Timeout | null = null;
  #set = Infinity; // when #timeout comes

  constructor(loop: IOLoop, expired: () => void) {
    this.#loop = loop;
    this.#expired = expired;
  }

  /** From now on, it expires in `ms`. */
  in(ms: number): void {
    this.#due = this.#loop.time() + ms;
    if (this.#due < this.#set) this.#arm();
  }

  /** It does not expire. */
  off(): void {
    this.#due = Infinity;
  }

  end(): void {
    if (this.#timeout) this.#loop.removeTimeout(this.#timeout);
    this.#timeout = null;
    this.#set = -Infinity; // for good
  }

  #arm(): void {
    if (this.#timeout) this.#loop.removeTimeout(this.#timeout);
    this.#set = this.#due;
    this.#timeout = this.#loop.callAt(this.#due, () => this.#came());
  }

  #came(): void {
    this.#timeout = null;
    this.#set = Infinity;
    if (this.#due <= this.#loop.time()) this.#expired();
    else if (this.#due < Infinity) this.#arm();
  }
}
