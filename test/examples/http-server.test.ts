import { execFileSync } from 'node:child_process';
import { Agent, type IncomingMessage, request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Client, serve } from './program.ts';

const httpServer = () => serve('loop/examples/http-server.ts');

/** One request of Node's own client: its status and body. */
function fetchFrom(port: number, path: string, options = {}) {
  return new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const onResponse = async (response: IncomingMessage) => {
      let body = '';
      for await (const piece of response) body += piece;
      resolve({ status: response.statusCode ?? 0, body });
    };
    request({ port, path, host: '127.0.0.1', agent: false, ...options }, onResponse)
      .on('error', reject)
      .end();
  });
}

function curl(...args: string[]): string {
  return execFileSync('curl', ['--silent', '--max-time', '5', ...args], {
    encoding: 'utf8',
    // What `npm run test:asan` loads into Node is not for curl, which hangs with it.
    env: { ...process.env, LD_PRELOAD: '' },
  });
}

describe('http-server', () => {
  it('answers curl', async () => {
    const { port } = await httpServer();
    const page = curl('--include', `http://127.0.0.1:${port}/`);
    console.log(page);
    expect(page).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(page).toMatch(/\r\n\r\nHello from the loop\.\n$/);
  });

  it('answers curl again and again on one connection', async () => {
    const { port } = await httpServer();
    const url = `http://127.0.0.1:${port}`;
    const format = '%{http_code} after %{num_connects} new connections\\n';
    const urls = [`${url}/`, `${url}/time`, `${url}/nope`];
    const said = curl('--write-out', format, ...urls);
    expect(said.match(/\d+ after \d/g)).toEqual([
      '200 after 1',
      '200 after 0',
      '404 after 0',
    ]);
  });

  it('answers Node’s client, many at a time and on few connections', async () => {
    const { port } = await httpServer();
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    onTestFinished(() => agent.destroy());
    const requests = Array.from({ length: 200 }, () => fetchFrom(port, '/', { agent }));
    const answers = await Promise.all(requests);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('gives HEAD the same head, and no body', async () => {
    const { port } = await httpServer();
    const url = `http://127.0.0.1:${port}/`;
    const [head] = curl('--include', url).split('\r\n\r\n');
    const undated = (text = '') => text.replace(/^Date: .*$/m, '');
    expect(undated(curl('--head', url))).toBe(`${undated(head)}\r\n\r\n`);
  });

  it('says 404 for what is not there, and 405 for what it cannot do', async () => {
    const { port } = await httpServer();
    expect(await fetchFrom(port, '/nope')).toMatchObject({ status: 404 });
    expect(await fetchFrom(port, '/', { method: 'DELETE' })).toMatchObject({
      status: 405,
    });
    expect(await fetchFrom(port, '/__proto__')).toMatchObject({ status: 404 });
  });

  it('answers requests that come all at once, in their order', async () => {
    const { port } = await httpServer();
    const client = await Client.connect(port);
    const paths = ['/', '/nope', '/', '/time'];
    const all = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');
    client.socket.write(all);
    await client.reads(
      / 200 OK[\s\S]* 404 Not Found[\s\S]* 200 OK[\s\S]* 200 OK[\s\S]*clock\.\n/,
    );
  });

  it('understands a request wherever it is cut', async () => {
    const { port } = await httpServer();
    const client = await Client.connect(port);
    client.socket.setNoDelay();
    const message = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
    for (let cut = 1; cut < message.length; cut += 3) {
      client.socket.write(message.slice(0, cut));
      await new Promise(setImmediate);
      client.socket.write(message.slice(cut));
      await client.reads('Hello from the loop.\n');
    }
  });

  it('closes when asked to, and answers nothing that follows', async () => {
    const { port } = await httpServer();
    const client = await Client.connect(port);
    const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    client.socket.write(last.repeat(3));
    const said = await client.readsToTheEnd();
    expect(said.match(/200 OK/g)).toHaveLength(1);
    expect(said).toContain('Connection: close');
  });

  it('speaks HTTP/1.0 too, one request for each connection', async () => {
    const { port } = await httpServer();
    const page = curl('--http1.0', '--include', `http://127.0.0.1:${port}/`);
    expect(page).toContain('Connection: close');
  });

  it.each([
    ['nonsense', 'what is this?\r\n\r\n'],
    ['an unknown method', 'BREW /coffee HTTP/1.1\r\n\r\n'],
    ['headers without an end', `GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(20_000)}`],
  ])('says what is wrong with %s, and closes', async (_, message) => {
    const { port } = await httpServer();
    const client = await Client.connect(port);
    client.socket.on('error', () => {});
    client.socket.write(message);
    await client.reads(/^HTTP\/1\.1 4\d\d [\s\S]*\.\n$/);
    expect(await client.readsToTheEnd()).toBe('');
  });

  it('survives clients that vanish in the middle of a request', async () => {
    const { port, server } = await httpServer();
    const before = server.openDescriptors();
    for (let i = 0; i < 50; i++) {
      const client = await Client.connect(port);
      client.socket.write('GET / HTTP/1.1\r\nHo');
      client.socket.resetAndDestroy();
    }
    expect(await fetchFrom(port, '/')).toMatchObject({ status: 200 });
    await expect.poll(() => server.openDescriptors()).toBe(before);
  });
});
