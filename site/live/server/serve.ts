/**
 * Serves a folder on this machine: node site/live/server/serve.ts --port 4321
 *
 * One thread, one loop, and that is ours.
 */

import { parseArgs } from 'node:util';
import { isSystemError } from '../../../loop/core/errors.ts';
import { IOLoop } from '../../../loop/index.ts';
import { Socket } from '../../../loop/net/socket.ts';
import { LiveServer } from './live-server.ts';
import { Shelf } from './shelf.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', short: 'p', default: '4321' },
    folder: { type: 'string', default: 'dist' },
    packed: { type: 'string', default: '.generated/packed' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log('Options: --port 4321 --folder dist --packed .generated/packed');
  process.exit(0);
}
const loop = IOLoop.current();
const port = Number(values.port);

/** `localhost` is two addresses; a machine without IPv6 has only the first. */
function listeners(): Socket[] {
  const first = Socket.listen({ address: '127.0.0.1', port });
  const bound = first.address();
  try {
    const own = 'port' in bound ? bound.port : port;
    return [first, Socket.listen({ address: '::1', port: own })];
  } catch (error) {
    const codes = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EADDRINUSE'];
    if (codes.some((code) => isSystemError(error, code))) return [first];
    throw error;
  }
}

const sockets = listeners();
const address = sockets[0]?.address();
const own = address && 'port' in address ? address.port : port;
const shelf = new Shelf(values.folder, values.packed);
const server = new LiveServer(own, shelf, () => []);
for (const socket of sockets) server.addSocket(socket);
loop.addSignalHandler('SIGINT', () => loop.stop());
loop.addSignalHandler('SIGTERM', () => loop.stop());
loop.addSignalHandler('SIGHUP', () => shelf.fill()); // as daemons do
console.log(`listening on http://localhost:${own} (${shelf.size} files)`);

await loop.start();
server.stop();
