/** Two pages over HTTP/1.1, any number of requests on one connection. curl HOST:PORT */

import { IOLoop } from '../index.ts';
import type { Request } from './http/request.ts';
import { plain, type Response } from './http/response.ts';
import { HTTPServer } from './http/server.ts';
import { listen, stopOnCtrlC } from './listen.ts';

const pages = new Map([
  ['/', () => 'Hello from the loop.'],
  ['/time', () => `${IOLoop.current().time().toFixed(1)} ms on the loop’s clock.`],
]);

function answer({ method, target }: Request): Response {
  if (method !== 'GET' && method !== 'HEAD') {
    return plain(405, 'GET or HEAD.', { Allow: 'GET, HEAD' });
  }
  const [path = ''] = target.split('?');
  const page = pages.get(path);
  return page ? plain(200, page()) : plain(404, `There is no ${path} here.`);
}

const listener = await listen();
new HTTPServer(answer).addSocket(listener);
stopOnCtrlC();
console.log('listening on', listener.address());

await IOLoop.current().start();
