/**
 * TCPClient: a stream to a host and port, by whichever of its addresses answers.
 *
 *     const client = new TCPClient();
 *     await client.resolve('example.com'); // before the loop starts
 *     loop.addCallback(async () => {
 *       const stream = await client.connect('example.com', 80, { timeout: 5000 });
 *
 * Looking up a name is Node's work, in a thread of its own, and the answer comes by way
 * of Node's loop; while ours blocks the thread, it never comes. So names are looked up
 * beforehand, and remembered. A numeric address needs no looking up.
 */

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TimeoutError } from '../core/errors.ts';
import { IOLoop } from '../core/ioloop.ts';
import { asMilliseconds } from '../core/timeouts.ts';
import { IOStream, type StreamOptions } from './iostream.ts';
import { Socket } from './socket.ts';

export interface ConnectOptions extends StreamOptions {
  /** Give up after so many ms, over all addresses together. */
  timeout?: number;
}

export class TCPClient {
  readonly #known = new Map<string, string[]>();

  /** The addresses of a host, in the resolver's order. Throws ENOTFOUND, EAI_AGAIN. */
  async resolve(host: string): Promise<string[]> {
    const found = await lookup(host, { all: true });
    const addresses = found.map(({ address }) => address);
    this.remember(host, addresses);
    return addresses;
  }

  /** Takes these to be the host's numeric addresses, whatever a resolver says. */
  remember(host: string, addresses: string[]): void {
    this.#known.set(host, addresses);
  }

  /**
   * A connected stream. The addresses are tried one after the other. Rejects with
   * AggregateError when none answers, with TimeoutError when it takes too long.
   */
  async connect(
    host: string,
    port: number,
    { timeout = Infinity, loop = IOLoop.current(), ...options }: ConnectOptions = {},
  ): Promise<IOStream> {
    const deadline = loop.time() + asMilliseconds(timeout);
    const where = `${host}:${port}`;
    const tooLate = new TimeoutError(`No connection to ${where} in ${timeout} ms`);
    const errors: Error[] = [];
    const addresses = this.#addressesOf(host);
    for (const address of addresses) {
      const stream = new IOStream(Socket.for({ address, port }), { ...options, loop });
      const timer = loop.callAt(deadline, () => stream.close(tooLate));
      try {
        await stream.connect({ address, port });
        return stream;
      } catch (error) {
        if (error === tooLate) throw error;
        errors.push(error as Error);
      } finally {
        loop.removeTimeout(timer);
      }
    }
    throw nobodyAnswers(where, addresses, errors);
  }

  #addressesOf(host: string): string[] {
    const addresses = isIP(host) ? [host] : this.#known.get(host);
    if (addresses) return addresses;
    throw new Error(
      `The address of '${host}' is unknown. Call \`await client.resolve('${host}')\` ` +
        "before the loop starts: while it blocks, Node's resolver stands still.",
    );
  }
}

function nobodyAnswers(where: string, addresses: string[], errors: Error[]): Error {
  const reasons = errors.map(({ message }, i) => `${addresses[i]}: ${message}`);
  return new AggregateError(
    errors,
    `Cannot connect to ${where}: ${reasons.join('; ')}`,
  );
}
