/** What the example servers share: `--port`, `--host`, and plain words for errors. */

import { lookup } from 'node:dns/promises';
import { parseArgs } from 'node:util';
import { isSystemError } from '../core/errors.ts';
import { IOLoop } from '../index.ts';
import { Socket } from '../net/socket.ts';

const EXHAUSTED = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];

const KNOWN = {
  port: { type: 'string', short: 'p', default: '8000' },
  host: { type: 'string', default: '127.0.0.1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** A listening socket, from the command line. Ends the program if there can be none. */
export async function listen({ port, host } = options()): Promise<Socket> {
  try {
    const { address } = await lookup(host);
    return Socket.listen({ address, port: Number(port) });
  } catch (error) {
    if (isSystemError(error, 'EADDRINUSE')) {
      leave(1, `Port ${port} is taken. Try --port ${Number(port) + 1}, or 0 for any.`);
    }
    return leave(2, `Cannot listen on --port ${port} --host ${host}: ${String(error)}`);
  }
}

/**
 * Calls `serve` with each connection. When no descriptor is left, a connection stays in
 * the queue, and every turn would fail again: so step aside for a second, as TCPServer
 * does.
 */
export function acceptAll(listener: Socket, serve: (client: Socket) => void): void {
  const loop = IOLoop.current();
  const watch = () => loop.addHandler(listener, onConnect, IOLoop.READ);
  function onConnect(): void {
    try {
      for (let next = listener.accept(); next; next = listener.accept()) serve(next);
    } catch (error) {
      if (!EXHAUSTED.some((code) => isSystemError(error, code))) throw error;
      console.error(`${String(error)}. Trying again in a second.`);
      loop.removeHandler(listener);
      loop.callLater(1000, watch);
    }
  }
  watch();
}

/** What is still open then, the kernel closes with the process. */
export function stopOnCtrlC(): void {
  const loop = IOLoop.current();
  loop.addSignalHandler('SIGINT', () => loop.stop());
}

/** The command line: `--port`, `--host`, and `more` that an example has of its own. */
export function options<More extends string = never>(...more: More[]) {
  const names = ['port', 'host', ...more].map((name) => `--${name}`).join(', ');
  const own = more.map((name) => [name, { type: 'string', default: '' }]);
  try {
    const known = { ...KNOWN, ...Object.fromEntries(own) };
    const values: Record<string, unknown> = parseArgs({ options: known }).values;
    if (values.help) leave(0, `Options: ${names}. --port 0 is any free one.`);
    return values as Record<'port' | 'host' | More, string>;
  } catch (error) {
    return leave(2, `${(error as Error).message}. Known: ${names}, --help`);
  }
}

export function leave(code: number, message: string): never {
  (code === 0 ? console.log : console.error)(message);
  process.exit(code);
}
