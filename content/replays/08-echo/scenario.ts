/** One client of an echo server, from its connection to its end. */

import { IOLoop } from '../../../loop/index.ts';
import { Socket } from '../../../loop/net/socket.ts';

const loop = IOLoop.current();
const listener = Socket.listen({ address: '127.0.0.1', port: 0 });
const client = Socket.for({ address: '127.0.0.1', port: 0 });
const chunk = Buffer.alloc(64);

function onConnect(): void {
  const peer = listener.accept();
  if (peer) loop.addHandler(peer, onRequest, IOLoop.READ);
}

function onRequest(peer: Socket): void {
  const count = peer.receive(chunk);
  if (count) peer.send(chunk.subarray(0, count));
  else loop.stop(); // the client has hung up
}

function onConnected(): void {
  client.send(Buffer.from('hello'));
  loop.removeHandler(client);
  loop.addHandler(client, onAnswer, IOLoop.READ);
}

function onAnswer(): void {
  client.receive(chunk);
  console.log(`came back: ${chunk.toString('utf8', 0, 5)}`);
  loop.removeHandler(client);
  client.close();
}

loop.addHandler(listener, onConnect, IOLoop.READ);
client.connect(listener.address());
loop.addHandler(client, onConnected, IOLoop.WRITE);
await loop.start();
