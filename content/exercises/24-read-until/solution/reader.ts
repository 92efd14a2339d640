import type { IOLoop } from '../../../../loop/core/ioloop.ts';
import { READ } from '../../../../loop/core/poller.ts';

/** A socket, so far as a reader needs it. 0 is the end, null is nothing yet. */
export interface Readable {
  fileno(): number;
  receive(into: Uint8Array): number | null;
}

/** Reads text up to a delimiter; one read at a time. */
export class Reader {
  readonly loop: IOLoop;
  readonly socket: Readable;
  readonly #decoder = new TextDecoder();
  readonly #chunk = new Uint8Array(1024);
  #received = ''; // and nobody has read it
  #ended = false;

  constructor(loop: IOLoop, socket: Readable) {
    this.loop = loop;
    this.socket = socket;
  }

  /** All up to the delimiter, and the delimiter. Rejects at the end. */
  async readUntil(delimiter: string): Promise<string> {
    for (;;) {
      const found = this.#received.indexOf(delimiter);
      if (found >= 0) return this.#take(found + delimiter.length);
      if (this.#ended) throw new Error('end');
      await this.#readable();
      this.#receive();
    }
  }

  #take(count: number): string {
    const taken = this.#received.slice(0, count);
    this.#received = this.#received.slice(count);
    return taken;
  }

  /** Watched only while somebody waits. */
  #readable(): Promise<void> {
    return new Promise((resolve) => {
      const onReady = () => {
        this.loop.removeHandler(this.socket);
        resolve();
      };
      this.loop.addHandler(this.socket, onReady, READ);
    });
  }

  #receive(): void {
    const count = this.socket.receive(this.#chunk);
    if (count === null) return;
    this.#ended = count === 0;
    const bytes = this.#chunk.subarray(0, count);
    this.#received += this.#decoder.decode(bytes, { stream: true });
  }
}
