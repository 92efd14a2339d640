/**
 * Serves the site on this machine: node site/live/server/serve.ts --port 4321
 *
 * One thread, one loop, and that is ours.
 */

import { parseArgs } from 'node:util';
import { isSystemError } from '../../../loop/core/errors.ts';
import { Socket } from '../../../loop/net/socket.ts';
import { stderrLogger } from '../../../loop/node/node-host.ts';
import { actRoute } from './act-route.ts';
import { Acts } from './acts.ts';
import { DeskLink } from './desk-link.ts';
import { LiveServer } from './live-server.ts';
import { ObservedIOLoop } from './observed-loop.ts';
import { Owners } from './owners.ts';
import { RunRoute } from './run-route.ts';
import { Shelf } from './shelf.ts';
import { TestsRoute } from './test-news.ts';
import { TurnsRoute } from './turns-route.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', short: 'p', default: '4321' },
    folder: { type: 'string', default: 'dist' },
    packed: { type: 'string', default: '.generated/packed' },
    desk: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log('Options: --port 4321 --folder dist --packed .generated/packed');
  process.exit(0);
}

/** `localhost` is two addresses; a machine without IPv6 has only the first. */
function listeners(port: number): Socket[] {
  const first = Socket.listen({ address: '127.0.0.1', port });
  try {
    return [first, Socket.listen({ address: '::1', port: portOf(first) })];
  } catch (error) {
    const codes = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EADDRINUSE'];
    if (codes.some((code) => isSystemError(error, code))) return [first];
    throw error;
  }
}

function portOf(listener: Socket): number {
  const address = listener.address();
  return 'port' in address ? address.port : 0;
}

const loop = new ObservedIOLoop({
  logger: {
    ...stderrLogger,
    warning: (message, error) => {
      stderrLogger.warning(message, error);
      turns.events.tell('log', { message });
    },
  },
});
const sockets = listeners(Number(values.port));
const port = sockets[0] ? portOf(sockets[0]) : 0;
const shelf = new Shelf(values.folder, values.packed);
const owners = new Owners();
const desk = new DeskLink(loop);
const tests = new TestsRoute();
const runs = new RunRoute(desk);
const acts = new Acts(loop, desk);
const turns = new TurnsRoute(loop, owners, (on) => {
  if (desk.there) desk.tell({ ask: 'probe', on });
  if (!on) acts.allOff();
});
const server = new LiveServer(port, shelf, {
  loop,
  asked: (request, stream) => owners.asked(request, stream),
  routes: (guard) => [
    turns.route(guard),
    actRoute(acts, (on) => turns.events.tell('acts', { on }))(guard),
    runs.route(guard),
    tests.route(guard),
  ],
});
for (const socket of sockets) {
  server.addSocket(socket);
  owners.name(socket.fileno(), 'listener');
}

desk.hear((message) => {
  if (message.tell === 'replaced' || message.tell === 'packed') shelf.fill();
  if (message.tell === 'latency') turns.events.tell('latency', { ms: message.ms });
  if (message.tell === 'run') runs.hear(message.run, message.said);
  tests.hear(message);
});
if (values.desk !== '') {
  // Nobody is left who could end us, or whom we could ask for anything.
  const leave = () => loop.stop();
  loop.addCallback(() => desk.connect(values.desk).catch(leave));
}
loop.addSignalHandler('SIGINT', () => loop.stop());
loop.addSignalHandler('SIGTERM', () => loop.stop());
loop.addSignalHandler('SIGHUP', () => shelf.fill()); // as daemons do
console.log(`listening on http://localhost:${port} (${shelf.size} files)`);

await loop.start();
server.stop();
