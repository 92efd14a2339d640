import { describe, expect, it, vi } from 'vitest';
import { Client, Program, serve } from './program.ts';

vi.setConfig({ testTimeout: 30_000 }); // the machine may have other things to do

describe('hello', () => {
  it('prints, waits one turn, and stops the loop', async () => {
    const { code, stdout, stderr } = await new Program(
      'loop/examples/hello.ts',
    ).ended();
    console.log(stdout.trim());
    expect(stdout.split('\n')).toEqual([
      'hello from the loop',
      'and from one turn later',
      'the loop has stopped',
      '',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('timers', () => {
  it('fires in the order of the deadlines, without the cancelled one', async () => {
    const { code, stdout } = await new Program('loop/examples/timers.ts').ended();
    console.log(stdout.trimEnd());
    const said = stdout.split('\n').map((line) => line.replace(/^ *\d+ ms {2}/, ''));
    const words = ['first', 'second', 'third', 'beat 1', 'beat 2', 'beat 3', ''];
    expect(said).toEqual(words);
    expect(code).toBe(0);
  });

  it('prints nothing before its time', async () => {
    const { stdout } = await new Program('loop/examples/timers.ts').ended();
    const times = stdout.match(/^ *\d+/gm)?.map(Number) ?? [];
    [10, 20, 30, 50, 150, 200].forEach((earliest, i) => {
      expect(times[i]).toBeGreaterThanOrEqual(earliest);
    });
  });

  it('says so on Ctrl-C, and ends', async () => {
    const timers = new Program('loop/examples/timers.ts');
    await timers.prints(/first/);
    timers.kill('SIGINT');
    const { code, stdout, stderr } = await timers.ended();
    expect(stdout).toMatch(/ms {2}enough\n/);
    expect(stdout).not.toContain('beat 3');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('signals', () => {
  it('sleeps until a signal comes, and tells them apart [B118]', async () => {
    const sleeper = new Program('loop/examples/signals.ts');
    await sleeper.prints(/asleep/);
    sleeper.kill('SIGUSR1');
    await sleeper.prints(/for the 1. time/);
    sleeper.kill('SIGUSR1');
    await sleeper.prints(/for the 2. time/);
    sleeper.kill('SIGTERM');
    const { code, stdout, stderr } = await sleeper.ended();
    console.log(stdout.trimEnd());
    expect(stdout).toMatch(/SIGTERM: good night\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('ends on Ctrl-C', async () => {
    const sleeper = new Program('loop/examples/signals.ts');
    await sleeper.prints(/asleep/);
    sleeper.kill('SIGINT');
    const { code, stdout } = await sleeper.ended();
    expect(stdout).toMatch(/SIGINT: good night\n$/);
    expect(code).toBe(0);
  });
});

describe('worker-wake', () => {
  it('hears of every prime that its workers find [B114]', async () => {
    const { code, stdout, stderr } = await new Program(
      'loop/examples/worker-wake.ts',
    ).ended();
    console.log(stdout.trimEnd());
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '3 5 7 11 13 17 19 23 29 31 37 41 43 47',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('hosted', () => {
  it('serves HTTP and its own pipe side by side, until Ctrl-C', async () => {
    const hosted = new Program('loop/examples/hosted.ts');
    const [, port] = await hosted.prints(/port: (\d+)/);
    const options = { headers: { connection: 'close' } };
    const response = await fetch(`http://127.0.0.1:${port}/tea`, options);
    expect(await response.text()).toContain('The loop as a guest');
    await hosted.prints(/through the pipe: \/tea/);
    hosted.kill('SIGINT');
    const { code, stdout, stderr } = await hosted.ended();
    console.log(stdout.trimEnd());
    expect(stdout).toMatch(/goodbye\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('Ctrl-C', () => {
  // These are done before anybody could press it: they press it themselves, at a word.
  it.each([
    ['hello', 'hello from the loop', /the loop has stopped\n$/],
    ['worker-wake', 'asleep until', /\nenough of them\n/],
  ])('ends %s in order', async (name, word, farewell) => {
    const press = `
      const write = process.stdout.write;
      process.stdout.write = function (text, ...rest) {
        if (text.includes('${word}')) process.kill(process.pid, 'SIGINT');
        return write.call(this, text, ...rest);
      };`;
    const preload = `data:text/javascript,${encodeURIComponent(press)}`;
    const { code, stdout, stderr } = await new Program(
      '--import',
      preload,
      `loop/examples/${name}.ts`,
    ).ended();
    expect(stdout).toMatch(farewell);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([['chat-server'], ['http-server'], ['proxy', '--to', '127.0.0.1:9']])(
    'ends %s, which would serve for ever',
    async (name, ...args) => {
      const { server, port } = await serve(`loop/examples/${name}.ts`, ...args);
      const { socket } = await Client.connect(port);
      socket.write('is anybody there?\r\n\r\n');
      // An answer, or the end: either way its loop runs.
      await new Promise((heard) => socket.on('data', heard).on('close', heard));
      server.kill('SIGINT');
      expect(await server.ended()).toMatchObject({ code: 0, signal: null });
    },
  );
});
