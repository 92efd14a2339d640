import type { IOLoop } from '../../../../loop/core/ioloop.ts';
import { READ } from '../../../../loop/core/poller.ts';
import type { Client } from '../client.ts';

/** Sends back what the client sends, until it has no more to say. */
export function serve(loop: IOLoop, client: Client): void {
  loop.addHandler(client, onReady, READ);

  function onReady(): void {
    // TODO(exercise): receive a piece, and send it back.
    loop.removeHandler(client);
  }
}
