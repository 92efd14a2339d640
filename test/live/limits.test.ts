import { describe, expect, it, onTestFinished } from 'vitest';
import type { Handler } from '../../loop/examples/http/connection.ts';
import { type HTTPOptions, HTTPServer } from '../../loop/examples/http/server.ts';
import { IOStream } from '../../loop/net/iostream.ts';
import { Socket } from '../../loop/net/socket.ts';
import type { InternetAddress } from '../../loop/node/sys.ts';
import { realLoop } from '../loop/support.ts';
import { leavesNoDescriptor, on, own } from '../net/support.ts';
import { parsed } from './support.ts';

leavesNoDescriptor();

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const hello: Handler = () => ({ status: 200, body: 'hello' });

function http(options: HTTPOptions = {}, handler = hello) {
  const { loop, logger } = realLoop();
  const server = new HTTPServer(handler, { loop, ...options });
  const address = server.listen(0).address() as InternetAddress;
  onTestFinished(() => server.stop());
  const connect = async (): Promise<IOStream> => {
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await stream.connect(address);
    return stream;
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => loop.callLater(ms, resolve));
  /** Is somebody else still answered? */
  const stillAnswers = async () => {
    const stream = await connect();
    await stream.write(GET);
    expect(String(await stream.readUntil('hello'))).toContain('200 OK');
    stream.close();
  };
  return { loop, logger, server, connect, sleep, stillAnswers };
}

const statusOf = async (stream: IOStream) =>
  parsed(String(await stream.readUntilClose())).status;

describe('a client that keeps the server waiting', () => {
  it('for a head: 408, however many they are, and the others are answered', async () => {
    const { loop, connect, stillAnswers, server } = http({ patience: { head: 500 } });
    await on(loop, async () => {
      const slow = await Promise.all(Array.from({ length: 200 }, connect));
      for (const stream of slow) void stream.write('GET / HTTP/1.1\r\nHo');
      await stillAnswers();
      const told = await Promise.all(slow.map(statusOf));
      expect(new Set(told)).toEqual(new Set([408]));
      await stillAnswers();
      expect(server.connections).toBeLessThan(3);
    });
  });

  it('with a byte now and then: that does not put it off', async () => {
    const { loop, connect, sleep } = http({ patience: { head: 100 } });
    await on(loop, async () => {
      const stream = await connect();
      const told = statusOf(stream);
      let sent = 0;
      for (const byte of `${GET.slice(0, -2)}X: ${'y'.repeat(100)}`) {
        if (!stream.open) break;
        void stream.write(byte);
        sent++;
        await sleep(10);
      }
      expect(await told).toBe(408);
      expect(sent).toBeLessThan(40);
    });
  });

  it('for a body: 408', async () => {
    const { loop, connect } = http({ patience: { body: 50 } });
    await on(loop, async () => {
      const stream = await connect();
      await stream.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe');
      expect(await statusOf(stream)).toBe(408);
    });
  });

  it('for its next request: it is closed, and nothing said', async () => {
    const { loop, connect } = http({ patience: { idle: 50 } });
    await on(loop, async () => {
      const stream = await connect();
      await stream.write(GET);
      const said = String(await stream.readUntilClose());
      expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1);
    });
  });

  it('by reading nothing of what it asked for: it is closed', async () => {
    const large: Handler = () => ({
      status: 200,
      body: Buffer.alloc(32 * 1024 * 1024),
    });
    const { loop, connect, server, sleep } = http({ patience: { write: 50 } }, large);
    await on(loop, async () => {
      const stream = await connect();
      await stream.write(GET);
      while (server.connections === 0) await sleep(5);
      while (server.connections > 0) await sleep(20);
      stream.close();
    });
  });
});

describe('more clients than the server wants', () => {
  it('are told 503, and those that are there are served', async () => {
    const { loop, connect, stillAnswers, server, sleep } = http({ connections: 20 });
    await on(loop, async () => {
      const first = await Promise.all(Array.from({ length: 20 }, connect));
      while (server.connections < 20) await sleep(5);
      const late = await Promise.all(Array.from({ length: 50 }, connect));
      expect(new Set(await Promise.all(late.map(statusOf)))).toEqual(new Set([503]));
      for (const stream of first) await stream.write(GET);
      for (const stream of first) await stream.readUntil('hello');
      for (const stream of first) stream.close();
      while (server.connections > 0) await sleep(5);
      await stillAnswers();
    });
  });
});

describe('a handler that throws', () => {
  it('is reported, and the client is told 500; the connection goes on', async () => {
    let calls = 0;
    const { loop, connect, logger } = http({}, () => {
      if (calls++ === 0) throw new Error('oh no');
      return { status: 200, body: 'hello' };
    });
    await on(loop, async () => {
      const stream = await connect();
      await stream.write(GET + GET);
      const said = String(await stream.readUntil('hello'));
      expect(said).toMatch(/500 Internal[\s\S]*200 OK/);
      expect(logger.entries.map(({ error }) => String(error))).toEqual([
        'Error: oh no',
      ]);
      stream.close();
    });
  });
});
