/** Clients of the server, in this other process: some idle, one slow, one that measures. */

import { connect, type Socket } from 'node:net';

const SLOW_READ = 4 * 1024; // bytes, every
const SLOW_PAUSE = 250; // ms
const PROBE = 500; // ms between two questions
const LARGE = '/search.json';

export class Clients {
  readonly #port: number;
  readonly #latency: (ms: number) => void;
  readonly #idle: Socket[] = [];
  #slow: Socket | null = null;
  #probe: NodeJS.Timeout | undefined;

  constructor(port: number, latency: (ms: number) => void) {
    this.#port = port;
    this.#latency = latency;
  }

  /** So many are connected, and say nothing. */
  idle(count: number): void {
    for (const socket of this.#idle.splice(count)) socket.destroy();
    while (this.#idle.length < count) {
      const socket = this.#connect();
      this.#idle.push(socket);
    }
  }

  /** It asks for something large, and takes it in small sips, again and again. */
  slow(on: boolean): void {
    this.#slow?.destroy();
    this.#slow = null;
    if (!on) return;
    const socket = this.#connect();
    this.#slow = socket;
    socket.write(this.#request(LARGE));
    socket.pause();
    const sip = setInterval(() => {
      socket.read(SLOW_READ);
      if (socket.destroyed) clearInterval(sip);
    }, SLOW_PAUSE);
    socket.on('close', () => clearInterval(sip));
  }

  /** Measures how long an answer takes: the same for everybody. */
  probe(on: boolean): void {
    clearInterval(this.#probe);
    if (!on) return;
    this.#probe = setInterval(() => this.#measure(), PROBE);
  }

  end(): void {
    this.idle(0);
    this.slow(false);
    this.probe(false);
  }

  #measure(): void {
    const start = performance.now();
    const socket = this.#connect();
    socket.write(this.#request('/live/beat'));
    socket.once('data', () => {
      this.#latency(performance.now() - start);
      socket.destroy();
    });
  }

  #connect(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1' });
    socket.on('error', () => {}); // the server may be gone, or full
    return socket;
  }

  #request(target: string): string {
    return `GET ${target} HTTP/1.1\r\nHost: localhost:${this.#port}\r\n\r\n`;
  }
}
