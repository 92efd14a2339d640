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

  constructor(loop: IOLoop, socket: FakeSocket) {
    this.loop = loop;
    this.socket = socket;
    this.#watch();
  }

  pause(): void {
    this.#paused = true;
    this.loop.updateHandler(this.socket, NONE);
  }

  resume(): void {
    this.#paused = false;
    this.loop.updateHandler(this.socket, READ);
  }

  #watch(): void {
    this.loop.addHandler(this.socket, (_, events) => this.#onReady(events), READ);
  }

  #onReady(events: Events): void {
    // TODO(exercise): a hang-up comes unasked, and in every turn.
    if (this.#paused) return;
    if (events & (READ | ERROR)) this.#read();
  }

  #read(): void {
    const chunk = new Uint8Array(8);
    const count = this.socket.receive(chunk);
    if (count === null) return;
    if (count > 0) this.onData(new TextDecoder().decode(chunk.subarray(0, count)));
    else this.#end();
  }

  #end(): void {
    this.loop.removeHandler(this.socket);
    this.socket.close();
    this.onEnd();
  }
}
