/** Passes connections on to another server. --to HOST:PORT --port 8000 */

import { IOLoop } from '../index.ts';
import type { IOStream } from '../net/iostream.ts';
import { TCPClient } from '../net/tcp-client.ts';
import { TCPServer } from '../net/tcp-server.ts';
import { leave, listen, options, stopOnCtrlC } from './listen.ts';

const { to, ...here } = options('to');
const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(to) ?? [];
if (!host) leave(2, `Where to? --to HOST:PORT, got '${to}'`);

const HALF_OPEN = { halfOpen: true }; // each direction ends when its sender wants it to
const client = new TCPClient();

/** One connection: two streams, and a pump for each direction. */
async function pass(near: IOStream): Promise<void> {
  const far = await client.connect(host, Number(port), {
    timeout: 10_000,
    ...HALF_OPEN,
  });
  tie(near, far);
  tie(far, near);
  try {
    await Promise.all([pump(near, far), pump(far, near)]);
  } finally {
    near.close();
    far.close();
  }
}

/** If one breaks, the other has nobody left to talk to. */
function tie(one: IOStream, other: IOStream): void {
  void one.closed.then(() => one.error && other.close(one.error));
}

/** Reads no faster than the other side takes it; and passes on the end, too. */
async function pump(from: IOStream, into: IOStream): Promise<void> {
  for await (const bytes of from) await into.write(bytes);
  await into.shutdown();
}

// Now, while Node's loop still turns: ours cannot look up a name.
await client
  .resolve(host)
  .catch((error) => leave(2, `Cannot pass on to ${to}: ${error.message}`));

const listener = await listen(here);
new TCPServer(pass, HALF_OPEN).addSocket(listener);
stopOnCtrlC();
console.log('listening on', listener.address(), 'for', to);

await IOLoop.current().start();
