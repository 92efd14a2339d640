import type { IOLoop } from '../../../../loop/core/ioloop.ts';
import { ERROR, type Events, NONE, READ } from '../../../../loop/core/poller.ts';
import type { FakeSocket } from '../../support/fake-socket.ts';

/** Reads from a socket, and can be paused. */
export class Tap {
  readonly loop: IOLoop;
  readonly socket: FakeSocket;
  onData: (text: string) => void = () => {};
  onEnd: () => void = () => {};
  #paused = false;
  #watched = false;

  constructor(loop: IOLoop, socket: FakeSocket) {
    this.loop = loop;
    this.socket = socket;
    this.#watch();
  }

  pause(): void {
    this.#paused = true;
    if (this.#watched) this.loop.updateHandler(this.socket, NONE);
  }

  resume(): void {
    this.#paused = false;
    if (this.#watched) this.loop.updateHandler(this.socket, READ);
    else if (this.socket.open) this.#watch();
  }

  #watch(): void {
    this.#watched = true;
    this.loop.addHandler(this.socket, (_, events) => this.#onReady(events), READ);
  }

  #onReady(events: Events): void {
    // A hang-up comes unasked and in every turn; all we can do is not to listen.
    if (this.#paused) this.#unwatch();
    else if (events & (READ | ERROR)) this.#read();
  }

  #unwatch(): void {
    this.#watched = false;
    this.loop.removeHandler(this.socket);
  }

  #read(): void {
    const chunk = new Uint8Array(8);
    const count = this.socket.receive(chunk);
    if (count === null) return;
    if (count > 0) this.onData(new TextDecoder().decode(chunk.subarray(0, count)));
    else this.#end();
  }

  #end(): void {
    this.#unwatch();
    this.socket.close();
    this.onEnd();
  }
}
