/** The live server on a loop of this process, with a small site; and clients on it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { IOLoop } from '../../loop/index.ts';
import { IOStream } from '../../loop/net/iostream.ts';
import { Socket } from '../../loop/net/socket.ts';
import type { InternetAddress } from '../../loop/node/sys.ts';
import type { Guard } from '../../site/live/server/guard.ts';
import { LiveServer, type Route } from '../../site/live/server/live-server.ts';
import { Shelf } from '../../site/live/server/shelf.ts';
import { realLoop } from '../loop/support.ts';
import { own } from '../net/support.ts';

/** A folder with these files, gone with the test. */
function folderOf(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'ioloop-live-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

export interface Answer {
  readonly status: number;
  readonly headers: Map<string, string>;
  readonly body: string;
}

export interface Live {
  readonly loop: IOLoop;
  readonly port: number;
  readonly root: string;
  readonly packed: string;
  readonly shelf: Shelf;
  readonly server: LiveServer;
  /** A request of its own connection; `head` are lines of headers without the last CRLF. */
  get(target: string, headers?: string[], method?: string): Promise<Answer>;
  /** Whatever bytes; gives all that is answered. */
  say(bytes: string): Promise<string>;
  connect(): Promise<IOStream>;
}

export function live(
  files: Record<string, string>,
  routes = (_: Guard): Route[] => [],
): Live {
  const { loop } = realLoop();
  const [root, packed] = [folderOf(files), folderOf({})];
  const listener = own(Socket.listen({ address: '127.0.0.1', port: 0 }));
  const { port } = listener.address() as InternetAddress;
  const shelf = new Shelf(root, packed);
  const server = new LiveServer(port, shelf, { routes, loop });
  server.addSocket(listener);
  onTestFinished(() => server.stop());
  const connect = async () => {
    const address = { address: '127.0.0.1', port };
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await stream.connect(address);
    return stream;
  };
  const say = async (bytes: string) => {
    const stream = await connect();
    await stream.write(Buffer.from(bytes, 'latin1'));
    return (await stream.readUntilClose()).toString('latin1');
  };
  const get = async (target: string, headers: string[] = [], method = 'GET') => {
    const host = headers.some((line) => /^host:/i.test(line))
      ? []
      : [`Host: localhost:${port}`];
    const lines = [
      `${method} ${target} HTTP/1.1`,
      ...host,
      ...headers,
      'Connection: close',
    ];
    return parsed(await say(`${lines.join('\r\n')}\r\n\r\n`));
  };
  return { loop, port, root, packed, shelf, server, get, say, connect };
}

export function parsed(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)] as const;
  });
  const status = Number(first.split(' ')[1]);
  return { status, headers: new Map(headers), body: text.slice(end + 4) };
}
