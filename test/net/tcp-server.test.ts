import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { IOLoop, LoopExit } from '../../loop/index.ts';
import { IOStream } from '../../loop/net/iostream.ts';
import { Socket } from '../../loop/net/socket.ts';
import { type StreamHandler, TCPServer } from '../../loop/net/tcp-server.ts';
import type { InternetAddress } from '../../loop/node/sys.ts';
import { realLoop, simulate } from '../loop/support.ts';
import { leavesNoDescriptor, on, own } from './support.ts';

leavesNoDescriptor();

function serve(handleStream: StreamHandler) {
  const { loop, logger } = realLoop();
  const handleOwned: StreamHandler = (stream, ...rest) =>
    handleStream(own(stream), ...rest);
  const server = new TCPServer(handleOwned, { loop });
  own({ close: () => server.stop() });
  const address = server.listen(0).address() as InternetAddress;
  const connect = async () => {
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await stream.connect(address);
    return stream;
  };
  return { loop, logger, server, address, connect };
}

const echo: StreamHandler = async (stream) => {
  for await (const bytes of stream) await stream.write(bytes);
};

/** A listener without a kernel, on which the test decides what accept() says. */
class ScriptedListener extends Socket {
  readonly answers: Array<Socket | null | Error> = [];
  accepts = 0;

  override accept(): Socket | null {
    this.accepts++;
    const answer = this.answers.shift() ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  override close(): void {}
}

function scripted(handleStream: StreamHandler = () => {}) {
  const simulation = simulate();
  const listener = new ScriptedListener(10);
  const server = new TCPServer(handleStream, { loop: simulation.loop });
  server.addSocket(listener);
  simulation.poller.raise(10, IOLoop.READ);
  return { ...simulation, listener, server };
}

function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: no more, accept4`), { code });
}

describe('connections that are accepted when the loop ends', () => {
  it('are closed with it: none is left open [B182]', async () => {
    const { loop, listener } = scripted(() => {
      throw new LoopExit('enough');
    });
    const pairs = [1, 2, 3, 4].map(() => Socket.pair());
    listener.answers.push(...pairs.map(([theirs]) => theirs));
    await expect(loop.start()).rejects.toThrow('enough');
    loop.close();
    for (const [theirs, ours] of pairs) {
      ours.close();
      own(theirs);
    }
    const left = pairs.slice(1).filter(([theirs]) => theirs.fileno() !== -1);
    expect(left).toEqual([]);
  });
});

describe('TCPServer', () => {
  it('calls with a stream and the address for each connection', async () => {
    const seen: unknown[] = [];
    const { loop, connect } = serve((stream, address) => {
      seen.push(address);
      stream.close();
    });
    await on(loop, async () => {
      const [one, other] = [await connect(), await connect()];
      const addresses = [one.socket.address(), other.socket.address()];
      await Promise.all([one.readUntilClose(), other.readUntilClose()]);
      expect(seen).toEqual(addresses);
    });
  });

  it('serves many at a time, in async functions', async () => {
    const { loop, connect } = serve(echo);
    await on(loop, async () => {
      const clients = await Promise.all(Array.from({ length: 50 }, connect));
      const answers = clients.map(async (client, i) => {
        await client.write(`hello ${i}\n`);
        return String(await client.readUntil('\n'));
      });
      expect(await Promise.all(answers)).toEqual(clients.map((_, i) => `hello ${i}\n`));
      for (const client of clients) client.close();
      await loop.moment();
    });
  });

  it('listens on a Unix path, too', async () => {
    const { loop } = realLoop();
    const server = new TCPServer(echo, { loop });
    const address = { path: `\0ioloop-test-${process.pid}` };
    server.addSocket(Socket.listen(address));
    await on(loop, async () => {
      const client = own(new IOStream(Socket.for(address), { loop }));
      await client.connect(address);
      await client.write('hello');
      await client.shutdown();
      expect(String(await client.readUntilClose())).toBe('hello');
      server.stop();
    });
  });

  it('reports what a handler throws, and closes that stream only', async () => {
    const bad = new Error('a bug in the handler');
    const { loop, logger, connect } = serve(async (stream, address) => {
      const name = String(await stream.readUntil('\n'));
      if (name === 'bad\n') throw bad;
      await echo(stream, address);
    });
    await on(loop, async () => {
      const [good, evil] = [await connect(), await connect()];
      await good.write('good\n');
      await evil.write('bad\n');
      expect((await evil.readUntilClose()).length).toBe(0);
      await good.write('still here?');
      expect(String(await good.readBytes(11))).toBe('still here?');
      expect(logger.entries.map(({ error }) => error)).toEqual([bad]);
    });
  });

  it('reports what a handler throws at once, without a promise', async () => {
    const { loop, logger, connect } = serve(() => {
      throw new Error('at once');
    });
    await on(loop, async () => {
      await (await connect()).readUntilClose();
      expect(logger.entries[0]?.message).toMatch(/^Exception in callback/);
    });
  });

  it('says nothing of a peer that leaves in the middle of a read', async () => {
    const { loop, logger, connect } = serve(async (stream) => {
      await stream.readUntil('a delimiter that never comes');
    });
    await on(loop, async () => {
      const client = await connect();
      await client.write('half a requ');
      client.close();
      for (let turn = 0; turn < 10; turn++) await loop.moment();
      expect(logger.entries).toEqual([]);
    });
  });

  it('lets LoopExit pass out of the loop [B140]', async () => {
    const exit = new LoopExit('enough');
    const { loop, connect } = serve(async () => {
      throw exit;
    });
    loop.addCallback(() => void connect());
    await expect(loop.start()).rejects.toBe(exit);
  });

  it('accepts no more after stop(), and goes on serving', async () => {
    const { loop, server, connect } = serve(echo);
    await on(loop, async () => {
      const client = await connect();
      await client.write('1');
      await client.readBytes(1);
      server.stop();
      server.stop();
      await expect(connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await client.write('2');
      expect(String(await client.readBytes(1))).toBe('2');
    });
  });

  it('refuses a port that is taken', () => {
    const { server, address } = serve(echo);
    expect(() => server.listen(address.port)).toThrow(/EADDRINUSE/);
  });

  it('accepts 128 connections in one wake at the most [B170]', () => {
    const { loop, listener, poller } = scripted((stream) => stream.close());
    const perWake: number[] = [];
    for (let i = 0; i < 300; i++) listener.answers.push(new ClosedSocket(100 + i));
    poller.at(0, () => loop.addCallback(look));
    function look() {
      perWake.push(listener.accepts);
      listener.accepts = 0;
      if (listener.answers.length > 0) loop.addCallback(look);
      else loop.stop();
    }
    return loop.start().then(() => {
      console.log(perWake.join(' '));
      expect(perWake).toEqual([128, 128, 45]);
    });
  });

  it.each(['EMFILE', 'ENFILE'])(
    'steps aside for a second when accept() says %s, and complains once [B170]',
    async (code) => {
      // Upstream is told of the connection in every turn: > 100 lines in 50 ms.
      const served: number[] = [];
      const { loop, listener, logger, poller } = scripted((stream) => {
        served.push(loop.time());
        stream.close();
        poller.lower(10, IOLoop.READ);
      });
      for (let i = 0; i < 3; i++) listener.answers.push(refusal(code));
      listener.answers.push(new ClosedSocket(100));
      loop.callAt(5000, () => loop.stop());
      await loop.start();
      console.log(poller.log.map(({ start, end }) => `${start}–${end}`).join(' '));
      expect(served).toEqual([3000]);
      expect(logger.entries).toHaveLength(1);
      expect(logger.entries[0]?.error).toMatchObject({ cause: { code } });
      expect(poller.log.length).toBeLessThan(10);
    },
  );

  it('complains again when it happens again', async () => {
    const { loop, listener, logger } = scripted((stream) => stream.close());
    const fine = () => new ClosedSocket(100 + listener.answers.length);
    listener.answers.push(refusal('EMFILE'), fine(), refusal('EMFILE'));
    loop.callAt(1500, () => loop.stop());
    await loop.start();
    expect(logger.entries).toHaveLength(2);
  });

  it('may be stopped while it steps aside', async () => {
    const { loop, listener, server } = scripted();
    listener.answers.push(refusal('EMFILE'));
    loop.callAt(500, () => server.stop());
    loop.callAt(5000, () => loop.stop());
    await loop.start();
    expect(listener.accepts).toBe(1);
  });

  it('reports other errors of accept() as any error of a handler', async () => {
    const { loop, listener, logger } = scripted();
    listener.answers.push(refusal('EINVAL'));
    loop.callAt(0, () => loop.callLater(0, () => loop.stop()));
    await loop.start();
    expect(logger.entries[0]?.error).toMatchObject({ code: 'EINVAL' });
  });

  it('goes on by itself when descriptors are free again, with little CPU', () => {
    const program = fileURLToPath(new URL('fixtures/exhausted.ts', import.meta.url));
    const command = `ulimit -n 60; exec '${process.execPath}' '${program}'`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    console.log(stdout.trim());
    expect(stderr.match(/Cannot accept connections/g)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ answer: 'welcome' });
    expect(JSON.parse(stdout).turns).toBeLessThan(20);
  });
});

/** A connection whose number belongs to nobody: it can be accepted and closed. */
class ClosedSocket extends Socket {
  override peerAddress() {
    return { path: '' };
  }

  override close(): void {}
}
