/** Two pages over HTTP/1.1, any number of requests on one connection. curl HOST:PORT */

import { STATUS_CODES } from 'node:http';
import { HTTPParser, methods } from 'http-parser-js';
import { IOLoop } from '../index.ts';
import type { IOStream } from '../net/iostream.ts';
import { TCPServer } from '../net/tcp-server.ts';
import { listen, stopOnCtrlC } from './listen.ts';

const pages = new Map([
  ['/', () => 'Hello from the loop.\n'],
  ['/time', () => `${IOLoop.current().time().toFixed(1)} ms on the loop’s clock.\n`],
]);

/** One connection. What comes in one piece is answered in one piece, in its order. */
async function serve(stream: IOStream): Promise<void> {
  stream.socket.noDelay();
  const replies: string[] = [];
  let goOn = true;
  const parser = new HTTPParser(HTTPParser.REQUEST);
  parser[HTTPParser.kOnHeadersComplete] = ({ method, url, shouldKeepAlive }) => {
    // What follows a last request gets no answer.
    if (goOn) replies.push(answer(methods[method] ?? '', url, shouldKeepAlive));
    goOn &&= shouldKeepAlive;
  };
  for await (const bytes of stream) {
    const result = parser.execute(bytes);
    if (result instanceof Error && goOn) {
      replies.push(response(400, `${result.message}.\n`, false));
      goOn = false;
    }
    await stream.write(replies.splice(0).join(''));
    if (!goOn) return stream.close();
  }
}

function answer(method: string, url: string, keepAlive: boolean): string {
  const isHead = method === 'HEAD';
  if (!isHead && method !== 'GET') return response(405, 'GET or HEAD.\n', keepAlive);
  const page = pages.get(url);
  if (!page) return response(404, `There is no ${url} here.\n`, keepAlive, isHead);
  return response(200, page(), keepAlive, isHead);
}

function response(status: number, body: string, keepAlive: boolean, isHead = false) {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Connection: ${keepAlive ? 'keep-alive' : 'close'}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${isHead ? '' : body}`;
}

const listener = await listen();
new TCPServer(serve).addSocket(listener);
stopOnCtrlC();
console.log('listening on', listener.address());

await IOLoop.current().start();
