/** The server's end of the line to the desk. Without a desk nobody can be asked. */

import type { IOLoop } from '../../../loop/index.ts';
import { IOStream } from '../../../loop/net/iostream.ts';
import { Socket } from '../../../loop/net/socket.ts';
import type { ToDesk, ToServer } from '../link.ts';

export class DeskLink {
  readonly #loop: IOLoop;
  #stream: IOStream | null = null;
  readonly #hearers: Array<(message: ToServer) => void> = [];

  constructor(loop: IOLoop) {
    this.#loop = loop;
  }

  /** Of this one descriptor the pages need not hear. */
  get fd(): number {
    return this.#stream?.fileno() ?? -1;
  }

  get there(): boolean {
    return this.#stream?.open ?? false;
  }

  hear(hearer: (message: ToServer) => void): void {
    this.#hearers.push(hearer);
  }

  tell(message: ToDesk): void {
    void this.#stream?.write(`${JSON.stringify(message)}\n`);
  }

  /** Rejects when the desk is gone. */
  async connect(path: string): Promise<never> {
    const stream = new IOStream(Socket.for({ path }), { loop: this.#loop });
    this.#stream = stream;
    await stream.connect({ path });
    for (;;) {
      const message: ToServer = JSON.parse(String(await stream.readUntil('\n')));
      for (const hearer of this.#hearers) hearer(message);
    }
  }
}
