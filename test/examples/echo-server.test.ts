import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Program } from './program.ts';

const MIB = 1024 * 1024;

async function echoServer() {
  const server = new Program('loop/examples/echo-server.ts', '--port', '0');
  const [, port] = await server.prints(/port: (\d+)/);
  return { server, port: Number(port) };
}

/** Connected, and silent until told otherwise. Destroyed at the end of the test. */
function client(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    onTestFinished(() => void socket.destroy());
  });
}

async function clients(port: number, count: number): Promise<Socket[]> {
  const connected: Socket[] = [];
  for (let i = 0; i < count; i += 100) {
    const batch = Array.from({ length: Math.min(100, count - i) }, () => client(port));
    connected.push(...(await Promise.all(batch)));
  }
  return connected;
}

/** One word there and back: by then the server has seen all that came before it. */
async function roundTrip(socket: Socket, word: string): Promise<string> {
  socket.write(word);
  return new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data)));
  });
}

/** What the server has open, once it has come down to `expected` or will not. */
async function settlesAt(server: Program, probe: Socket, expected: number) {
  for (let i = 0; i < 200 && server.openDescriptors() > expected; i++) {
    await roundTrip(probe, 'still there?');
  }
  return server.openDescriptors();
}

describe('echo-server', () => {
  it('gives 50 clients of another process every byte back', async () => {
    const { port } = await echoServer();
    const load = new Program('test/examples/load.ts', `${port}`, '50', `${MIB}`);
    const { stdout, stderr } = await load.ended();
    console.log(stdout.trim());
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ clients: 50, intact: 50, bytes: 50 * MIB });
  }, 60_000);

  it('does so with 2,000 idle connections beside them', async () => {
    const { server, port } = await echoServer();
    const idle = await clients(port, 2000);
    const load = new Program('test/examples/load.ts', `${port}`, '50', `${MIB}`);
    const { stdout } = await load.ended();
    console.log(`${stdout.trim()} beside ${server.openDescriptors()} open descriptors`);
    expect(JSON.parse(stdout)).toMatchObject({ intact: 50 });
    expect(await roundTrip(idle[1999] as Socket, 'awake')).toBe('awake');
  }, 60_000);

  it('leaves no descriptor behind when clients are killed', async () => {
    const { server, port } = await echoServer();
    const probe = await client(port);
    await roundTrip(probe, 'hello');
    const before = server.openDescriptors();
    for (const socket of await clients(port, 300)) {
      socket.on('error', () => {});
      socket.write('a word that nobody waits for');
      socket.resetAndDestroy();
    }
    const after = await settlesAt(server, probe, before);
    console.log(`${before} descriptors before, ${after} after 300 killed clients`);
    expect(after).toBe(before);
  }, 30_000);

  it('sends on to a slow reader what the kernel had no room for', async () => {
    const { port } = await echoServer();
    const slow = await client(port);
    slow.pause();
    slow.write(Buffer.alloc(8 * MIB, 7));
    const quick = await client(port);
    expect(await roundTrip(quick, 'meanwhile')).toBe('meanwhile');
    let received = 0;
    await new Promise<void>((resolve) => {
      slow.on('data', (data) => {
        received += data.length;
        if (received === 8 * MIB) resolve();
      });
      slow.resume();
    });
    expect(received).toBe(8 * MIB);
  }, 30_000);

  it('says so on Ctrl-C, and ends', async () => {
    const { server, port } = await echoServer();
    await roundTrip(await client(port), 'are you running?');
    server.kill('SIGINT');
    const { code, stdout, stderr } = await server.ended();
    expect(stdout).toMatch(/no more echo\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('says what to do when its port is taken', async () => {
    const { port } = await echoServer();
    const second = new Program('loop/examples/echo-server.ts', '--port', `${port}`);
    const { code, stderr } = await second.ended();
    console.log(stderr.trim());
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken. Try --port ${port + 1}`);
  });

  it.each([
    ['--port', 'abc', /--port abc/],
    ['--port', '70000', /0 to 65535/],
    ['--host', '256.0.0.1', /--host 256.0.0.1/],
    ['--prot', '1', /Unknown option.*--port/s],
  ])('refuses %s %s in a sentence', async (option, value, message) => {
    const server = new Program('loop/examples/echo-server.ts', option, value);
    const { code, stderr } = await server.ended();
    console.log(stderr.trim());
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
