import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  connectRemote,
  EPollIOLoop,
  type IOLoop,
  LoopClosedError,
  type RemoteCallbacks,
  type RemoteHandle,
} from '../../loop/index.ts';
import { sys } from '../../loop/node/sys.ts';
import { descriptors, forgetLoops, realLoop, runProgram } from './support.ts';

forgetLoops();
vi.setConfig({ testTimeout: 30_000 }); // the machine may have other things to do

const POSTER = new URL('./fixtures/poster.ts', import.meta.url);
const INDEX = new URL('../../loop/index.ts', import.meta.url);

/** A worker that has `remote`, and whatever else in `workerData`. */
function worker(handle: RemoteHandle, source: string, data: object = {}): Worker {
  const head = `
    import { workerData } from 'node:worker_threads';
    import { connectRemote } from '${INDEX}';
    const remote = connectRemote(workerData.handle);
  `;
  return new Worker(head + source, {
    eval: true,
    execArgv: ['--input-type=module-typescript'],
    workerData: { handle, ...data },
    transferList: [handle.port],
  });
}

/** Both ends in one thread: what the poster writes is then in the hands of the test. */
function connected(loop: IOLoop, callbacks: RemoteCallbacks) {
  return connectRemote(loop.remote(callbacks));
}

/** As many turns of Node's own loop as it takes for `done` to be true. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise(setImmediate);
}

describe('a worker that posts without end', () => {
  it('is given 128 callbacks in a turn, and the others their turn in between [B186]', async () => {
    const { loop } = realLoop();
    const order: string[] = [];
    const remote = connected(loop, { post: () => order.push('post') });
    for (let i = 0; i < 300; i++) remote.addCallback('post');
    const mark = () => {
      order.push('turn');
      if (order.length < 306) loop.addCallback(mark);
      else loop.stop();
    };
    loop.addCallback(mark);
    await loop.start();
    const lengths = order
      .join('')
      .split(/(?:turn)+/)
      .map((posts) => posts.length / 4);
    expect(Math.max(...lengths)).toBe(128);
    expect(order.filter((what) => what === 'post')).toHaveLength(300);
    remote.close();
  });
});

describe('RemoteLoop.addCallback', () => {
  it('calls back in the thread of the loop, with clones of the arguments [B109, B114]', async () => {
    const { loop } = realLoop();
    const given: unknown[] = [];
    const handle = loop.remote({
      take: (...args: unknown[]) => {
        given.push(...args);
        loop.stop();
      },
    });
    const thread = worker(
      handle,
      `remote.addCallback('take', 42, new Map([['a', 1n]]));`,
    );
    await loop.start(); // for ever, but for the worker
    expect(given).toEqual([42, new Map([['a', 1n]])]);
    await once(thread, 'exit');
  });

  it('loses none of 100,000 posts from 4 threads, and keeps each one’s order [B109, B112]', async () => {
    const { loop } = realLoop();
    const count = 25_000;
    const next = [0, 0, 0, 0];
    let working = next.length;
    const workers = next.map((_, i) => {
      const handle = loop.remote({
        number: (n: number) => {
          if (n === next[i]) next[i]++;
        },
        done: () => {
          if (--working === 0) loop.stop();
        },
      });
      return new Worker(POSTER, {
        workerData: { handle, count },
        transferList: [handle.port],
      });
    });
    await loop.start();
    console.log(next.join(' '));
    expect(next).toEqual(Array(4).fill(count));
    await Promise.all(workers.map((thread) => once(thread, 'exit')));
  });

  it('writes once for many posts, and again after the loop has looked [B109, B112]', async () => {
    const { loop } = realLoop();
    const a = vi.fn();
    const remote = connected(loop, { a, stop: () => loop.stop() });
    const writes = vi.spyOn(sys, 'write');
    onTestFinished(() => writes.mockRestore());
    for (let i = 0; i < 1000; i++) remote.addCallback('a');
    expect(writes).toHaveBeenCalledOnce();
    remote.addCallback('stop');
    await loop.start();
    expect(a).toHaveBeenCalledTimes(1000);
    writes.mockClear();
    remote.addCallback('a');
    expect(writes).toHaveBeenCalledOnce();
  });

  it('has the message in the queue before it writes [B112]', () => {
    const { loop } = realLoop();
    const handle = loop.remote({ a: () => {} });
    const order: string[] = [];
    vi.spyOn(handle.port, 'postMessage').mockImplementation(() =>
      order.push('message'),
    );
    const writes = vi.spyOn(sys, 'write').mockImplementation(() => order.push('byte'));
    onTestFinished(() => writes.mockRestore());
    connectRemote(handle).addCallback('a');
    expect(order).toEqual(['message', 'byte']);
  });

  it('does not lose what is posted while the loop takes in the rest [B112]', async () => {
    const { loop, log, mark } = realLoop();
    const remote = connected(loop, { a: mark('a'), stop: () => loop.stop() });
    const spawn = vi.spyOn(loop, 'spawnCallback').mockImplementationOnce((callback) => {
      remote.addCallback('a'); // between two messages of one look
      remote.addCallback('stop');
      loop.addCallback(callback as () => void);
    });
    remote.addCallback('a');
    await loop.start();
    expect(spawn).toHaveBeenCalledTimes(3);
    expect(log).toEqual(['a', 'a']);
  });

  it('throws for a name that the loop has not given, and says which it has', () => {
    const { loop } = realLoop();
    const remote = connected(loop, { done: () => {}, failed: () => {} });
    const post = () => remote.addCallback('finished');
    expect(post).toThrow(RangeError);
    expect(post).toThrow("The loop has no callback 'finished'; it has: done,failed");
    expect(() => remote.addCallback('toString')).toThrow(RangeError);
  });

  it('throws for what cannot be cloned, and nothing has been posted', async () => {
    const { loop, log, mark } = realLoop();
    const remote = connected(loop, { a: mark('a'), stop: () => loop.stop() });
    expect(() => remote.addCallback('a', () => {})).toThrow(
      expect.objectContaining({ name: 'DataCloneError' }),
    );
    remote.addCallback('stop');
    await loop.start();
    expect(log).toEqual([]);
  });

  it('has the failure of a callback reported by the loop [B138]', async () => {
    const { loop, logger } = realLoop();
    const remote = connected(loop, {
      failing() {
        loop.stop();
        throw new Error('from afar');
      },
    });
    remote.addCallback('failing');
    await loop.start();
    expect(logger.entries).toMatchObject([
      { message: 'Exception in callback failing' },
    ]);
  });
});

describe('RemoteLoop.stop', () => {
  it('stops a loop that sleeps, after what was posted before [B106, B113]', async () => {
    const { loop, log, mark } = realLoop();
    const handle = loop.remote({ a: mark('a') });
    const thread = worker(handle, `remote.addCallback('a'); remote.stop();`);
    await loop.start();
    expect(log).toEqual(['a']);
    await once(thread, 'exit');
  });
});

describe('IOLoop.remote', () => {
  it('gives a handle for one thread: its port can be handed over once', () => {
    const { loop } = realLoop();
    const handle = loop.remote({});
    const { port1 } = new MessageChannel();
    expect(() => port1.postMessage(handle)).toThrow('transferList');
    port1.postMessage(handle, [handle.port]);
    expect(() => port1.postMessage(handle, [handle.port])).toThrow();
    port1.close();
  });

  it('refuses what is no function, and a loop that is closed', () => {
    const { loop } = realLoop();
    const before = descriptors();
    expect(() => loop.remote({ a: 'b' as never })).toThrow(TypeError);
    loop.close();
    expect(() => loop.remote({})).toThrow(LoopClosedError);
    expect(descriptors().size).toBeLessThan(before.size);
  });

  it('lets a worker settle what another part of the program awaits [B114]', async () => {
    const { loop } = realLoop();
    const { promise, resolve } = Promise.withResolvers<number>();
    const handle = loop.remote({ resolve });
    const thread = worker(handle, `remote.addCallback('resolve', 6 * 7);`);
    expect(await loop.run(() => promise)).toBe(42);
    await once(thread, 'exit');
  });
});

describe('after the loop has closed', () => {
  it('a post is harmless, and answers false [B149, B151]', () => {
    const loop = new EPollIOLoop();
    const remote = connected(loop, { a: () => {} });
    expect(remote.addCallback('a')).toBe(true);
    loop.close();
    const writes = vi.spyOn(sys, 'write');
    onTestFinished(() => writes.mockRestore());
    expect([remote.addCallback('a'), remote.stop()]).toEqual([false, false]);
    expect(writes).not.toHaveBeenCalled();
  });

  it('the waker stays open until the worker has let go of its number [B149]', async () => {
    const loop = new EPollIOLoop();
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const handle = loop.remote({ ready: () => loop.stop() });
    const thread = worker(
      handle,
      `import { parentPort } from 'node:worker_threads';
      remote.addCallback('ready');
      Atomics.wait(workerData.gate, 0, 0);
      parentPort.postMessage(remote.addCallback('ready'));`,
      { gate },
    );
    await loop.start();
    loop.close({ allFds: true });
    expect(descriptors().get(handle.wakeFd)).toBe('anon_inode:[eventfd]');
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    const [[answer]] = await Promise.all([
      once(thread, 'message'),
      once(thread, 'exit'),
    ]);
    expect(answer).toBe(false);
    await until(() => !descriptors().has(handle.wakeFd));
  });
});

describe('the descriptor of a handle', () => {
  it('is given back when the worker closes, and what it posted still arrives', async () => {
    const { loop, log, mark } = realLoop();
    const handle = loop.remote({ a: mark('a') });
    const thread = worker(handle, `remote.addCallback('a'); remote.close();`);
    const isOpen = () => descriptors().has(handle.wakeFd);
    const look = () => (isOpen() ? loop.addCallback(look) : loop.stop());
    loop.addCallback(look);
    await loop.start();
    expect(log).toEqual(['a']);
    await once(thread, 'exit');
  });

  it('is given back when the worker ends without a word', async () => {
    const { loop } = realLoop();
    const handle = loop.remote({ ready: () => loop.stop() });
    const thread = worker(handle, `remote.addCallback('ready'); for (;;);`);
    await loop.start();
    await thread.terminate();
    await until(() => !descriptors().has(handle.wakeFd));
  });

  it('is given back with the loop if no worker ever got the handle', async () => {
    const before = descriptors();
    for (let i = 0; i < 1000; i++) {
      const loop = new EPollIOLoop();
      loop.remote({ a: () => {} });
      loop.close();
    }
    await until(() => descriptors().size <= before.size);
  });

  it('is nothing to keep a program alive', () => {
    const { status, stdout } = runProgram(`
      import { connectRemote, IOLoop } from './loop/index.ts';
      const loop = IOLoop.current();
      const remote = connectRemote(loop.remote({ stop: () => loop.stop() }));
      remote.addCallback('stop');
      await loop.start();
      console.log(remote.addCallback('stop'));
    `);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'true\n' });
  });
});

describe('RemoteLoop.close', () => {
  it('may be called twice; a post answers false from then on', () => {
    const { loop } = realLoop();
    const remote = connected(loop, { a: () => {} });
    remote.close();
    remote.close();
    expect(remote.addCallback('a')).toBe(false);
  });
});
