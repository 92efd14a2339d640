/** What the example servers share: `--port`, `--host`, and plain words for errors. */

import { lookup } from 'node:dns/promises';
import { parseArgs } from 'node:util';
import { isSystemError } from '../errors.ts';
import { Socket } from '../net/socket.ts';

const OPTIONS = {
  port: { type: 'string', short: 'p', default: '8000' },
  host: { type: 'string', default: '127.0.0.1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** A listening socket, from the command line. Ends the program if there can be none. */
export async function listen(): Promise<Socket> {
  const { port, host, help } = options();
  if (help) leave(0, 'Options: --port 8000 (0: any free one)  --host 127.0.0.1');
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

function options() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    return leave(2, `${(error as Error).message}. Known: --port, --host, --help`);
  }
}

function leave(code: number, message: string): never {
  (code === 0 ? console.log : console.error)(message);
  process.exit(code);
}
