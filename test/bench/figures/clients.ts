/** Many connections to one server, most of them idle. The calls block: it is the server that is measured. */

import { constants, sys } from '../../../loop/node/sys.ts';
import { ANSWER } from '../servers/answer.ts';

const { AF_INET, SOCK_STREAM, SOCK_CLOEXEC, MSG_NOSIGNAL } = constants;
const REQUEST = new TextEncoder().encode('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
const BUSY = 50; // connections
const PER_ADDRESS = 20_000; // a port of ours is used once for each address of theirs

export class Clients {
  readonly #port: number;
  readonly #host: number; // 127.0.0.HOST, and when its ports are used up the next
  readonly #fds: number[] = [];
  readonly #bytes = new Uint8Array(ANSWER.length);

  constructor(port: number, host = 1) {
    this.#port = port;
    this.#host = host;
  }

  open(count: number): void {
    for (let i = 0; i < count; i++) {
      const host = this.#host + Math.floor(this.#fds.length / PER_ADDRESS);
      const fd = sys.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      sys.connect(fd, { address: `127.0.0.${host}`, port: this.#port });
      this.#fds.push(fd);
    }
  }

  /**
   * At least so many requests, over the connections opened last: all are asked, and then
   * all answers read, so that the server has something to do. How many they were.
   */
  ask(count: number): number {
    const busy = this.#fds.slice(-BUSY);
    const times = Math.ceil(count / busy.length);
    for (let i = 0; i < times; i++) {
      for (const fd of busy) sys.send(fd, REQUEST, 0, REQUEST.length, MSG_NOSIGNAL);
      for (const fd of busy) this.#read(fd);
    }
    return times * busy.length;
  }

  #read(fd: number): void {
    for (let got = 0; got < ANSWER.length; )
      got += sys.recv(fd, this.#bytes, 0, ANSWER.length, 0) ?? 0;
  }

  close(): void {
    for (const fd of this.#fds.splice(0)) sys.close(fd);
  }
}
