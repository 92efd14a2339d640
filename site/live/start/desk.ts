/**
 * The desk: a process that Node's own loop turns, beside the server that ours turns. It
 * starts processes and watches over them, which takes Node's loop; the server asks for
 * that, and is told what comes of it.
 */

import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { messagesIn, type ToDesk, type ToServer } from '../link.ts';

export class Desk {
  readonly path: string;
  readonly #server: Server;
  readonly #asked: (message: ToDesk) => void;
  #socket: Socket | null = null;
  readonly #waiting: ToServer[] = []; // until the server is there

  constructor(folder: string, asked: (message: ToDesk) => void) {
    // Whoever can open this folder is we ourselves: it was made for us alone.
    this.path = join(folder, 'desk');
    this.#asked = asked;
    this.#server = createServer((socket) => this.#connected(socket));
    this.#server.listen(this.path);
  }

  tell(message: ToServer): void {
    if (this.#socket) this.#socket.write(`${JSON.stringify(message)}\n`);
    else this.#waiting.push(message);
  }

  close(): void {
    this.#socket?.destroy();
    this.#server.close();
  }

  #connected(socket: Socket): void {
    this.#socket = socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#socket = null;
    });
    const rest = { text: '' };
    socket.on('data', (text: string) => {
      for (const message of messagesIn<ToDesk>(rest, text)) this.#asked(message);
    });
    for (const message of this.#waiting.splice(0)) this.tell(message);
  }
}
