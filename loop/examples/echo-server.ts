/** Sends back what it receives. --port 8000 --host 127.0.0.1 */

import { IOLoop } from '../index.ts';
import type { Socket } from '../net/socket.ts';
import { acceptAll, listen } from './listen.ts';

const loop = IOLoop.current();
const chunk = new Uint8Array(64 * 1024); // one for all: nothing stays in it

/** One client. While the kernel takes no more, nothing is read: back-pressure. */
function serve(client: Socket): void {
  let unsent = new Uint8Array(0);
  let asked = IOLoop.READ;

  function onReady(): void {
    try {
      if (echo()) return;
    } catch {
      // reset by the peer
    }
    loop.removeHandler(client);
    client.close();
  }

  /** One piece at a time: others are waiting, and what is left is reported again. */
  function echo(): boolean {
    if (unsent.length === 0) {
      const count = client.receive(chunk);
      if (count === 0) return false; // the peer has said all it had to say
      unsent = chunk.slice(0, count ?? 0);
    }
    const sent = client.send(unsent) ?? 0;
    unsent = unsent.subarray(sent);
    ask(unsent.length > 0 ? IOLoop.WRITE : IOLoop.READ);
    return true;
  }

  function ask(events: number): void {
    if (events !== asked) loop.updateHandler(client, events);
    asked = events;
  }

  loop.addHandler(client, onReady, asked);
}

const server = await listen();
acceptAll(server, serve);
console.log('listening on', server.address());

loop.addSignalHandler('SIGINT', () => {
  console.log('\nno more echo'); // Ctrl-C
  loop.stop();
});
await loop.start();
