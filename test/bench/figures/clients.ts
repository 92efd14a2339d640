/** Many connections to one server, most of them idle. The calls block: it is the server that is measured. */

import { constants, sys } from '../../../loop/sys.ts';
import { ANSWER } from '../servers/answer.ts';

const { AF_INET, SOCK_STREAM, SOCK_CLOEXEC, MSG_NOSIGNAL } = constants;
const REQUEST = new TextEncoder().encode('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
const PER_ADDRESS = 20_000; // a port of ours is used once for each address of theirs

export class Clients {
  readonly #port: number;
  readonly #fds: number[] = [];
  readonly #bytes = new Uint8Array(ANSWER.length);

  constructor(port: number) {
    this.#port = port;
  }

  open(count: number): void {
    for (let i = 0; i < count; i++) {
      const host = 1 + Math.floor(this.#fds.length / PER_ADDRESS);
      const fd = sys.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sys.connect(fd, { address: `127.0.0.${host}`, port: this.#port });
      this.#fds.push(fd);
    }
  }

  /** So many requests, one after the other, over the connection opened last. */
  ask(count: number): void {
    const fd = this.#fds.at(-1) as number;
    for (let i = 0; i < count; i++) {
      sys.send(fd, REQUEST, 0, REQUEST.length, MSG_NOSIGNAL);
      for (let got = 0; got < ANSWER.length; )
        got += sys.recv(fd, this.#bytes, 0, ANSWER.length, 0) ?? 0;
    }
  }

  close(): void {
    for (const fd of this.#fds.splice(0)) sys.close(fd);
  }
}
