/**
 * Which loop is whose: one is global, one is current.
 *
 * The *global* loop is made when somebody first asks for it. The *current* one is the
 * loop that runs the code at hand: inside a callback, always its own. Libraries ask
 * for the current loop, so a program that has a single one need not hand it around.
 *
 * All of it is per thread: a module's state is, and no object crosses to another one.
 */

import { Configurable } from './configurable.ts';
import { NotImplementedError } from './errors.ts';
import type { IOLoop } from './ioloop.ts';

export class Instances extends Configurable {
  static #instance: IOLoop | null = null;
  static #current: IOLoop | null = null;

  /** The global loop, made when first asked for. Each worker thread has its own. */
  static instance(): IOLoop {
    Instances.#instance ??= this.create();
    return Instances.#instance;
  }

  /** A loop of the configured class. */
  protected static create(): IOLoop {
    throw new NotImplementedError(`${this.name}.create()`);
  }

  /** Is there a global loop yet? */
  static initialized(): boolean {
    return Instances.#instance !== null;
  }

  /** Make this the global loop. Throws if there is one already. */
  install(this: IOLoop): void {
    if (Instances.initialized()) throw new Error('A global IOLoop already exists');
    Instances.#instance = this;
  }

  /** Forget the global loop. The current loop stays current. */
  static clearInstance(): void {
    Instances.#instance = null;
  }

  /** The current loop: the running one, else the global one. */
  static current(create?: true): IOLoop;
  static current(create: boolean): IOLoop | null;
  static current(create = true): IOLoop | null {
    return Instances.#current ?? (create ? this.instance() : null);
  }

  makeCurrent(this: IOLoop): void {
    Instances.#current = this;
  }

  static clearCurrent(): void {
    Instances.#current = null;
  }

  /** Be current while `work` goes on. Then whoever was before is again. */
  protected whileCurrent<T>(this: IOLoop, work: () => T): T {
    const previous = Instances.#current;
    Instances.#current = this;
    try {
      return work();
    } finally {
      Instances.#current = previous;
    }
  }
}
