import type { IOLoop } from '../../../../loop/core/ioloop.ts';
import { READ, WRITE } from '../../../../loop/core/poller.ts';
import type { Client } from '../client.ts';

const chunk = new Uint8Array(1024); // one for all: nothing stays in it

/** Sends back what the client sends, until it has no more to say. */
export function serve(loop: IOLoop, client: Client): void {
  let unsent = new Uint8Array(0);
  let asked = READ;
  loop.addHandler(client, onReady, asked);

  function onReady(): void {
    try {
      if (echo()) return;
    } catch {
      // reset by the peer
    }
    loop.removeHandler(client);
    client.close();
  }

  /** False at the end. */
  function echo(): boolean {
    if (unsent.length === 0) {
      const count = client.receive(chunk);
      if (count === 0) return false;
      unsent = chunk.slice(0, count ?? 0);
    }
    unsent = unsent.subarray(client.send(unsent) ?? 0);
    ask(unsent.length > 0 ? WRITE : READ);
    return true;
  }

  function ask(events: number): void {
    if (events !== asked) loop.updateHandler(client, events);
    asked = events;
  }
}
