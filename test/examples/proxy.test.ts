import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Client, Program, serve } from './program.ts';

const MIB = 1024 * 1024;

/** A server of Node's own, in this process. */
async function target(onConnection: (socket: Socket) => void): Promise<number> {
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    onTestFinished(() => void socket.destroy());
    onConnection(socket);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

const proxyTo = (port: number) =>
  serve('loop/examples/proxy.ts', '--to', `127.0.0.1:${port}`);

describe('proxy', () => {
  it('passes on what one side says, and what the other answers', async () => {
    const { port } = await proxyTo(
      await target((socket) => socket.on('data', (data) => socket.write(`${data}!`))),
    );
    const client = await Client.connect(port);
    client.socket.write('hello');
    await client.reads('hello!');
  });

  it('passes on the end of one side, while the other goes on', async () => {
    const { port } = await proxyTo(
      await target((socket) => {
        let question = '';
        socket.on('data', (data) => (question += data));
        socket.on('end', () => socket.end(`you asked: ${question}`));
      }),
    );
    const client = await Client.connect(port);
    client.socket.end('how are you?');
    expect(await client.readsToTheEnd()).toBe('you asked: how are you?');
  });

  it('reads no faster than the other side does', async () => {
    let slow: Socket | undefined;
    const { port, server } = await proxyTo(
      await target((socket) => {
        slow ??= socket.pause(); // the first; the others only pass the time
      }),
    );
    const idle = server.residentBytes();
    const client = await Client.connect(port);
    const sent = Buffer.alloc(64 * MIB, 'x');
    client.socket.end(sent);
    for (let i = 0; i < 20; i++) await passTime(port);
    const memory = (server.residentBytes() - idle) / MIB;
    console.log(`64 MiB under way, ${memory.toFixed(0)} MiB of them in the proxy`);
    expect(memory).toBeLessThan(20);
    expect(client.socket.writableLength).toBeGreaterThan(0);
    let received = 0;
    slow?.on('data', (data) => (received += data.length)).resume();
    await new Promise<void>((resolve) => slow?.on('end', resolve));
    expect(received).toBe(sent.length);
  }, 20_000);

  it('gives its descriptors back when either side vanishes', async () => {
    const { port, server } = await proxyTo(
      await target((socket) => {
        socket.on('error', () => {});
        socket.once('data', (data) => {
          if (String(data) === 'vanish') socket.resetAndDestroy();
          else socket.write(data);
        });
      }),
    );
    const before = server.openDescriptors();
    for (let i = 0; i < 50; i++) {
      const client = await Client.connect(port);
      client.socket.on('error', () => {});
      client.socket.write(i % 2 ? 'vanish' : 'hello');
      if (i % 2) await new Promise((resolve) => client.socket.once('end', resolve));
      else await client.reads('hello').then(() => client.socket.resetAndDestroy());
    }
    await passTime(port);
    await expect.poll(() => server.openDescriptors()).toBe(before);
  }, 20_000);

  it('closes the connection when it cannot pass it on, and says why', async () => {
    const { port, server } = await proxyTo(1);
    const client = await Client.connect(port);
    expect(await client.readsToTheEnd()).toBe('');
    const reason = 'Cannot connect to 127.0.0.1:1: 127.0.0.1: ECONNREFUSED';
    await expect.poll(() => server.complaints).toContain(reason);
  });

  it.each([
    [[], "Where to? --to HOST:PORT, got ''"],
    [['--to', 'nowhere'], "got 'nowhere'"],
    [['--to', 'no.such.host.invalid:80'], 'Cannot pass on to no.such.host.invalid:80'],
  ])('refuses %j in a sentence', async (args, message) => {
    const { code, stderr } = await new Program(
      'loop/examples/proxy.ts',
      ...args,
    ).ended();
    console.log(stderr.trim());
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

/** One more connection, for which the proxy has to turn several times. */
async function passTime(port: number): Promise<void> {
  const client = await Client.connect(port);
  client.socket.write('tick');
  client.socket.destroy();
}
