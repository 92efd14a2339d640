/** What is no request, and what is smuggled behind one: RFC 9112, case by case. */

import { describe, expect, it, vi } from 'vitest';
import { Client, serve } from './program.ts';

vi.setConfig({ testTimeout: 30_000 });

const HOST = 'Host: x\r\n';
const post = (headers: string, body: string) =>
  `POST / HTTP/1.1\r\n${HOST}${headers}\r\n${body}`;
const chunked = (body: string) => post('Transfer-Encoding: chunked\r\n', body);
const SMUGGLED = `GET /time HTTP/1.1\r\n${HOST}\r\n`;

const httpServer = () => serve('loop/examples/http-server.ts');

/** All that is said to a message, and to what is hidden behind it. */
async function answersTo(port: number, message: string): Promise<string> {
  const client = await Client.connect(port);
  client.socket.on('error', () => {});
  client.socket.end(message, 'latin1');
  return await client.readsToTheEnd();
}

const statuses = (said: string) =>
  [...said.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

const REFUSED: Record<string, string> = {
  'a chunk of size -5': chunked('-5\r\n'),
  'a chunk of size zz': chunked('zz\r\n'),
  'a chunk of size 0x5': chunked('0x5\r\nhello\r\n0\r\n\r\n'),
  'a chunk larger than numbers are': chunked('fffffffffffffffff\r\n'),
  'a chunk without its line end': chunked('5\r\nhelloXX0\r\n\r\n'),
  'a line end in a chunk extension': chunked('5;a="b\nc"\r\nhello\r\n0\r\n\r\n'),
  'chunks with bare LF': chunked('5\nhello\n0\n\n'),
  'a length beside chunks': post(
    'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n',
    '0\r\n\r\n',
  ),
  'chunks beside a length': post(
    'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
    '0\r\n\r\n',
  ),
  'chunked twice': post(
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
    '0\r\n\r\n',
  ),
  'an unknown coding': post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'),
  'a coding behind chunked': post('Transfer-Encoding: chunked, gzip\r\n', '0\r\n\r\n'),
  'chunks in HTTP/1.0': `POST / HTTP/1.0\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a length of 0x5': post('Content-Length: 0x5\r\n', 'hello'),
  'a length of -1': post('Content-Length: -1\r\n', ''),
  'a length of +5': post('Content-Length: +5\r\n', 'hello'),
  'a length of 5, 5': post('Content-Length: 5, 5\r\n', 'hello'),
  'an empty length': post('Content-Length: \r\n', ''),
  'a length larger than numbers are': post(`Content-Length: ${'9'.repeat(23)}\r\n`, ''),
  'two lengths': post('Content-Length: 5\r\nContent-Length: 6\r\n', 'hello'),
  'no host': 'GET / HTTP/1.1\r\n\r\n',
  'two hosts': `GET / HTTP/1.1\r\n${HOST}Host: y\r\n\r\n`,
  'a host with a path': 'GET / HTTP/1.1\r\nHost: x/y\r\n\r\n',
  'a space before the colon': 'GET / HTTP/1.1\r\nHost : x\r\n\r\n',
  'a folded header': `GET / HTTP/1.1\r\n${HOST}A: b\r\n c\r\n\r\n`,
  'a space before the first header': `GET / HTTP/1.1\r\n ${HOST}\r\n`,
  'a bare CR in a header': `GET / HTTP/1.1\r\n${HOST}A: b\rC: d\r\n\r\n`,
  'NUL in a header': `GET / HTTP/1.1\r\n${HOST}A: \0\r\n\r\n`,
  'NUL in the path': `GET /\0 HTTP/1.1\r\n${HOST}\r\n`,
  'bare LF': 'GET / HTTP/1.1\nHost: x\n\n',
  'a header without a name': `GET / HTTP/1.1\r\n${HOST}: x\r\n\r\n`,
  'an unknown method': `BREW / HTTP/1.1\r\n${HOST}\r\n`,
  'a method in small letters': `get / HTTP/1.1\r\n${HOST}\r\n`,
};

describe('a message that is no request', () => {
  it('is answered with 400, and what is hidden behind it with nothing', async () => {
    const { port } = await httpServer();
    const found = Object.entries(REFUSED).map(async ([name, message]) => {
      return [name, statuses(await answersTo(port, message + SMUGGLED))];
    });
    const expected = Object.keys(REFUSED).map((name) => [name, [400]]);
    expect(await Promise.all(found)).toEqual(expected);
    expect(await answersTo(port, SMUGGLED)).toContain('200 OK');
  });

  it('is told its own status where there is one', async () => {
    const { port } = await httpServer();
    const get = (target: string, more = '', version = '1.1') =>
      `GET ${target} HTTP/${version}\r\n${HOST}${more}\r\n`;
    const messages: [status: number, message: string][] = [
      [505, get('/', '', '2.0')],
      [505, get('/', '', '0.9')],
      [414, get(`/${'x'.repeat(9_000)}`)],
      [431, get('/', `A: ${'x'.repeat(17_000)}\r\n`)],
      [431, get('/', 'a: b\r\n'.repeat(101))],
      [413, post('Content-Length: 100000\r\n', 'x'.repeat(100_000))],
      [413, chunked(`ffff\r\n${'x'.repeat(0xffff)}\r\n`.repeat(2))],
      [413, chunked('1;extension=of-no-use\r\nx\r\n'.repeat(20_000))],
    ];
    const said = messages.map(([, message]) => answersTo(port, message));
    expect((await Promise.all(said)).map(statuses)).toEqual(
      messages.map(([status]) => [status]),
    );
  });
});

describe('an unusual request', () => {
  it('is answered: absolute form, a body nobody reads, a trailer', async () => {
    const { port } = await httpServer();
    const absolute = 'GET http://x/time?a HTTP/1.1\r\nHost: y\r\n\r\n';
    const trailer = chunked('2\r\nhi\r\n0\r\nX-Sum: 3\r\n\r\n');
    const said = await answersTo(
      port,
      absolute + post('Content-Length: 2\r\n', 'hi') + trailer + SMUGGLED,
    );
    expect(statuses(said)).toEqual([200, 405, 405, 200]);
  });

  it('that would upgrade is declined, and what follows is answered', async () => {
    const { port } = await httpServer();
    const upgrade = `GET / HTTP/1.1\r\n${HOST}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`;
    expect(statuses(await answersTo(port, upgrade + SMUGGLED))).toEqual([200, 200]);
  });

  it('that expects 100 Continue hears it before it sends the body', async () => {
    const { port } = await httpServer();
    const client = await Client.connect(port);
    client.socket.write(post('Content-Length: 2\r\nExpect: 100-continue\r\n', ''));
    await client.reads('HTTP/1.1 100 Continue\r\n\r\n');
    client.socket.write('hi');
    await client.reads('HTTP/1.1 405');
  });
});
