import { describe, expect, it } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import { runPromiseJobs, tickCallback } from '../../loop/node/checkpoint.ts';
import { node } from '../../loop/node/node-host.ts';
import { forgetLoops, runProgram, simulate } from './support.ts';

forgetLoops();

const FD = 7;

describe('promise jobs', () => {
  it('run after each callback, before the next one [B126, B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(async () => {
      mark('first')();
      await null;
      mark('awaited')();
    });
    loop.addCallback(mark('second'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['first', 'awaited', 'second']);
  });

  it('run after each timeout [B126, B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.callAt(10, async () => {
      mark('first')();
      await null;
      mark('awaited')();
    });
    loop.callAt(10, mark('second'));
    loop.callAt(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['first', 'awaited', 'second']);
  });

  it('run after each handler [B126, B136]', async () => {
    const { loop, poller, log, mark } = simulate();
    for (const fd of [FD, FD + 1]) {
      poller.raise(fd, IOLoop.READ);
      const handler = async () => {
        mark(`handler ${fd}`)();
        poller.lower(fd, IOLoop.READ);
        await null;
        mark(`awaited ${fd}`)();
      };
      loop.addHandler(fd, handler, IOLoop.READ);
    }
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['handler 7', 'awaited 7', 'handler 8', 'awaited 8']);
  });

  it('run to the end of the chain, in the same turn [B136]', async () => {
    const { loop, poller, log } = simulate();
    loop.addCallback(async () => {
      let steps = 0;
      while (steps < 1000) {
        await null;
        steps++;
      }
      log.push(`${steps} awaits, ${poller.log.length} polls`);
      loop.stop();
    });
    await loop.start();
    expect(log).toEqual(['1000 awaits, 0 polls']);
  });

  it('come after what process.nextTick() holds [B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      Promise.resolve().then(mark('job'));
      process.nextTick(mark('tick'));
    });
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['tick', 'job']);
  });

  it('run after a callback that throws, too [B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      Promise.resolve().then(mark('job'));
      throw new Error('after all');
    });
    loop.addCallback(mark('next callback'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['job', 'next callback']);
  });
});

describe('Node’s own loop', () => {
  it('stands still while ours blocks, with its timers and files [B97, B136]', async () => {
    const { loop, log, mark } = simulate();
    const nodes = Promise.withResolvers<void>();
    loop.addCallback(() => {
      setImmediate(() => {
        mark('setImmediate')();
        nodes.resolve();
      });
    });
    loop.callLater(1000, mark('callLater'));
    loop.callLater(1000, () => loop.stop());
    await loop.start();
    await nodes.promise;
    expect(log).toEqual(['callLater', 'setImmediate']);
  });
});

describe('IOLoop.start', () => {
  it('hops out of the promise job that it is called from [B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(async () => {
      await null;
      mark('awaited')();
      loop.stop();
    });
    await null; // what follows is a promise job, for sure
    await loop.start();
    expect(log).toEqual(['awaited']);
  });
});

describe('IOLoop.startSync', () => {
  it('throws inside a promise job, and names the way out [B136]', async () => {
    const { loop } = simulate();
    await null;
    expect(() => loop.startSync()).toThrow(/inside a promise job .+ `await loop.start/);
  });

  it('leaves a loop that can start [B136]', async () => {
    const { loop, log, mark } = simulate();
    expect(() => loop.startSync()).toThrow();
    loop.addCallback(mark('ran'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['ran']);
  });

  it('runs from a callback of setImmediate(), and returns when stopped [B136]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(async () => {
      await null;
      mark('awaited')();
      loop.stop();
    });
    await new Promise<void>((resolve) => {
      setImmediate(() => {
        loop.startSync();
        mark('returned')();
        resolve();
      });
    });
    expect(log).toEqual(['awaited', 'returned']);
  });
});

describe('process._tickCallback', () => {
  it('exists in this release of Node: the day it does not, this says so [B136]', () => {
    expect(tickCallback()).toBeTypeOf('function');
  });

  it('runs ticks and promise jobs, and those that they add [B136]', async () => {
    const steps: string[] = [];
    await node.hop(() => {
      process.nextTick(() => steps.push('tick'));
      queueMicrotask(() => {
        steps.push('job');
        process.nextTick(() => steps.push('tick of a job'));
      });
      runPromiseJobs();
      steps.push('back');
    });
    expect(steps).toEqual(['tick', 'job', 'tick of a job', 'back']);
  });

  it('is missed with a clear message where it is missing [B136]', () => {
    expect(() => tickCallback({})).toThrow(
      `Node ${process.version} has no process._tickCallback(), which a blocking loop ` +
        'needs to run promises. Use the Node release named in package.json.',
    );
  });
});

describe('the async context of a callback', () => {
  it('is destroyed for those who trace them, once it has run [B188]', () => {
    const { stdout } = runProgram(
      `
      import { createHook } from 'node:async_hooks';
      import { setFlagsFromString } from 'node:v8';
      import { runInNewContext } from 'node:vm';
      import { SimulatedIOLoop } from './loop/index.ts';
      setFlagsFromString('--expose-gc');
      const gc = runInNewContext('gc');
      const ids = new Set();
      let destroyed = 0;
      createHook({
        init: (id, type) => type === 'IOLoop' && ids.add(id),
        destroy: (id) => ids.has(id) && destroyed++,
      }).enable();
      const loop = new SimulatedIOLoop();
      for (let i = 0; i < 1000; i++) loop.addCallback(() => {});
      loop.addCallback(() => loop.stop());
      await loop.start();
      for (let i = 0; i < 5; i++) {
        gc();
        await new Promise(setImmediate);
      }
      console.log(ids.size >= 1001, destroyed > 900);
    `,
    );
    expect(stdout).toBe('true true\n');
  });
});

describe('a program', () => {
  it('may end with IOLoop.current().start(), and await in its callbacks [B136]', () => {
    const { stdout, stderr } = runProgram(`
      import { IOLoop } from './loop/index.ts';

      const loop: IOLoop = IOLoop.current();
      loop.addCallback(async () => {
        console.log('first turn');
        await loop.moment();
        console.log('second turn');
        await new Promise((resolve) => loop.callLater(1, resolve));
        console.log('a millisecond later');
        loop.stop();
      });
      IOLoop.current().start();
    `);
    expect(stderr).toBe('');
    expect(stdout).toBe('first turn\nsecond turn\na millisecond later\n');
  });

  it('hears of an error in process.nextTick() once, as uncaughtException [B136]', () => {
    const { status, stdout, stderr } = runProgram(`
      import { IOLoop } from './loop/index.ts';

      process.on('uncaughtException', ({ message }) => console.log('heard of', message));
      const loop = IOLoop.current();
      loop.addCallback(() => {
        process.nextTick(() => {
          throw new Error('a tick');
        });
        process.nextTick(() => console.log('next tick'));
      });
      loop.addCallback(() => console.log('next callback'));
      loop.addCallback(() => loop.stop());
      await loop.start();
      console.log('the end');
    `);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('next tick\nheard of a tick\nnext callback\nthe end\n');
  });

  it('ends with an error in process.nextTick() that nobody hears of [B136]', () => {
    const { status, stdout, stderr } = runProgram(`
      import { IOLoop } from './loop/index.ts';

      const loop = IOLoop.current();
      loop.addCallback(() => {
        process.nextTick(() => {
          throw new Error('a tick');
        });
      });
      loop.addCallback(() => console.log('next callback'));
      await loop.start();
    `);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('Error: a tick');
  });

  it('ends with a rejection that nobody handles, as in Node’s own loop [B136, B144]', () => {
    const { status, stdout, stderr } = runProgram(`
      import { IOLoop } from './loop/index.ts';

      const loop = IOLoop.current();
      loop.addCallback(() => {
        Promise.reject(new Error('nobody cares'));
      });
      loop.addCallback(() => console.log('next callback'));
      await loop.start();
    `);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('Error: nobody cares');
  });

  it('keeps the async contexts of its callbacks apart, come what may [B51, B136]', () => {
    const { status, stdout, stderr } = runProgram(`
      import * as async from 'node:async_hooks';
      import { IOLoop } from './loop/index.ts';

      async.createHook({ init() {}, before() {}, after() {}, destroy() {} }).enable();
      process.on('uncaughtException', () => {});
      const storage = new async.AsyncLocalStorage<string>();
      const loop = IOLoop.current();
      const ids = new Set<number>();
      for (const name of ['one', 'two']) {
        storage.run(name, () => {
          loop.addCallback(() => {
            process.nextTick(() => {
              throw new Error(name);
            });
          });
          loop.addCallback(async () => {
            await null;
            console.log(storage.getStore());
            ids.add(async.executionAsyncId());
          });
        });
      }
      loop.addCallback(() => loop.stop());
      await loop.start();
      console.log(storage.getStore(), ids.size);
    `);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'one\ntwo\nundefined 2\n',
      stderr: '',
    });
  });
});
