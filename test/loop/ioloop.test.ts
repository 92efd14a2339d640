import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  IOLoop,
  LoopClosedError,
  LoopExit,
  PollIOLoop,
  SimulatedPoller,
} from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { needsEpoll } from '../kernel.ts';
import { descriptors, forgetLoops, inWorker, realLoop, simulate } from './support.ts';

forgetLoops();
beforeEach(() => IOLoop.configure('simulated'));

describe('IOLoop.current', () => {
  it('is null before there is any loop, if asked not to make one [B6]', () => {
    expect(IOLoop.current(false)).toBeNull();
    expect(IOLoop.initialized()).toBe(false);
  });

  it('creates the global loop when there is none, and it becomes current [B7]', () => {
    const loop = IOLoop.current();
    expect(IOLoop.instance()).toBe(loop);
    expect(IOLoop.current(false)).toBe(loop);
  });

  it('is the first loop made; a second one does not displace it [B10]', () => {
    const first = new IOLoop();
    const second = new IOLoop();
    expect(IOLoop.current()).toBe(first);
    expect(IOLoop.current()).not.toBe(second);
  });

  it('is not a loop made with makeCurrent: false [B11]', () => {
    new IOLoop({ makeCurrent: false });
    expect(IOLoop.current(false)).toBeNull();
  });

  it('is in a worker thread a loop of its own [B9, B16]', async () => {
    IOLoop.current();
    const answer = await inWorker(`
      import { parentPort } from 'node:worker_threads';
      import { IOLoop } from './loop/index.ts';

      const found = IOLoop.current(false);
      const initialized = IOLoop.initialized();
      IOLoop.configure('simulated');
      const own = IOLoop.current() === IOLoop.instance();
      parentPort.postMessage({ found, initialized, own });
    `);
    expect(answer).toEqual({ found: null, initialized: false, own: true });
  });
});

describe('IOLoop.makeCurrent', () => {
  it('makes a loop current, whichever was before [B13]', () => {
    const [first, second] = [new IOLoop(), new IOLoop()];
    second.makeCurrent();
    expect(IOLoop.current()).toBe(second);
    first.makeCurrent();
    expect(IOLoop.current()).toBe(first);
  });
});

describe('IOLoop.clearCurrent', () => {
  it('leaves no loop current, even if there was none [B13]', () => {
    new IOLoop();
    IOLoop.clearCurrent();
    IOLoop.clearCurrent();
    expect(IOLoop.current(false)).toBeNull();
  });
});

describe('new IOLoop({ makeCurrent: true })', () => {
  it('becomes current when no loop is [B12]', () => {
    const loop = new IOLoop({ makeCurrent: true });
    expect(IOLoop.current()).toBe(loop);
  });

  it('throws when another loop is current, and that one stays [B12]', () => {
    const first = new IOLoop();
    expect(() => new IOLoop({ makeCurrent: true })).toThrow(
      'current IOLoop already exists',
    );
    expect(IOLoop.current()).toBe(first);
  });

  // Tornado has opened an epoll descriptor by then, and leaves it to the collector.
  it('has opened nothing when it throws [B12]', () => {
    const RealIOLoop = IOLoop.configurableDefault();
    new IOLoop();
    const before = descriptors();
    expect(() => new RealIOLoop({ makeCurrent: true })).toThrow();
    expect(descriptors()).toEqual(before);
  });
});

describe('IOLoop.instance', () => {
  it('gives the same loop every time [B9]', () => {
    expect(IOLoop.instance()).toBe(IOLoop.instance());
  });
});

describe('IOLoop.initialized', () => {
  it('is true once there is a global loop; others do not count [B8]', () => {
    new IOLoop();
    expect(IOLoop.initialized()).toBe(false);
    IOLoop.instance();
    expect(IOLoop.initialized()).toBe(true);
  });
});

describe('IOLoop.install', () => {
  it('makes this the global loop [B14]', () => {
    const loop = new IOLoop();
    loop.install();
    expect(IOLoop.instance()).toBe(loop);
  });

  it('throws when there is a global loop, and that one stays [B14]', () => {
    const global = IOLoop.instance();
    const other = new IOLoop();
    expect(() => other.install()).toThrow('A global IOLoop already exists');
    expect(IOLoop.instance()).toBe(global);
  });
});

describe('IOLoop.clearInstance', () => {
  it('forgets the global loop, even if there is none [B15]', () => {
    IOLoop.instance();
    IOLoop.clearInstance();
    IOLoop.clearInstance();
    expect(IOLoop.initialized()).toBe(false);
  });

  it('leaves the old loop current, which the next global one is not [B15]', () => {
    const old = IOLoop.instance();
    IOLoop.clearInstance();
    const next = IOLoop.instance();
    expect(next).not.toBe(old);
    expect(IOLoop.current()).toBe(old);
  });
});

describe('a loop that runs', () => {
  it('is current meanwhile, and then whoever was before, each time [B17]', async () => {
    const { loop } = simulate({ makeCurrent: false });
    const previous = new IOLoop();
    for (let round = 1; round <= 3; round++) {
      const seen = await loop.run(async () => IOLoop.current());
      expect(seen).toBe(loop);
      expect(IOLoop.current()).toBe(previous);
    }
  });

  it('leaves no loop current behind if there was none [B17]', async () => {
    const { loop } = simulate({ makeCurrent: false });
    await loop.run(() => {});
    expect(IOLoop.current(false)).toBeNull();
  });

  it('gives way to the previous loop when start() throws, too [B17]', async () => {
    const { loop } = simulate({ makeCurrent: false });
    const previous = new IOLoop();
    loop.addCallback(() => {
      throw new LoopExit('enough');
    });
    await expect(loop.start()).rejects.toThrow('enough');
    expect(IOLoop.current()).toBe(previous);
  });

  it('lets a callback make another current, until start() ends [B18]', async () => {
    const { loop, log } = simulate();
    const other = new IOLoop();
    const name = () => log.push(IOLoop.current() === other ? 'other' : 'loop');
    loop.addCallback(() => other.makeCurrent());
    loop.addCallback(name);
    loop.addCallback(() => loop.stop());
    await loop.start();
    name();
    expect(log).toEqual(['other', 'loop']);
  });

  it('lets another run inside a callback, which is current then [B20]', async () => {
    const { loop: outer, log } = simulate();
    const { loop: inner } = simulate();
    const name = () => log.push(IOLoop.current() === inner ? 'inner' : 'outer');
    inner.addCallback(name);
    inner.addCallback(() => inner.stop());
    outer.addCallback(name);
    outer.addCallback(() => inner.startSync());
    outer.addCallback(name);
    outer.addCallback(() => outer.stop());
    await outer.start();
    expect(log).toEqual(['outer', 'inner', 'outer']);
  });

  // It must first hop through Node's own loop, and that stands still meanwhile.
  it('keeps the start() of another waiting until it has stopped [B20]', async () => {
    const { loop: first, log, mark } = simulate();
    const { loop: second } = simulate();
    second.addCallback(mark('second'));
    second.addCallback(() => second.stop());
    let started: Promise<void> | undefined;
    first.addCallback(() => {
      started = second.start();
    });
    first.callLater(1000, mark('first'));
    first.callLater(1000, () => first.stop());
    await first.start();
    await started;
    expect(log).toEqual(['first', 'second']);
  });
});

describe('a loop that is closed', () => {
  it('stays current, and stays the global loop [B19]', () => {
    const loop = IOLoop.current();
    loop.close();
    expect(IOLoop.current()).toBe(loop);
    expect(IOLoop.instance()).toBe(loop);
  });
});

describe('IOLoop.time', () => {
  // Tornado's is the wall clock, which may be set back and forth.
  it('is by default Node’s monotonic clock, in ms [B34, B168]', () => {
    const { loop } = realLoop();
    const before = performance.now();
    const time = loop.time();
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(performance.now());
  });

  it('is the clock given to the constructor [B34]', () => {
    const { loop } = simulate({ now: () => 42 });
    expect(loop.time()).toBe(42);
  });

  it('is the clock given to configure() [B34]', () => {
    IOLoop.configure('simulated', { now: () => 42 });
    expect(new IOLoop().time()).toBe(42);
  });
});

describe('making a loop', () => {
  it('registers one handler, for reading from the waker [B35]', () => {
    const poller = new SimulatedPoller();
    const register = vi.spyOn(poller, 'register');
    const waker = poller.makeWaker();
    new PollIOLoop({}, () => ({ poller, waker, host: node }));
    expect(register.mock.calls).toEqual([[waker.fileno(), IOLoop.READ | IOLoop.ERROR]]);
  });

  // Tornado opens three: its waker is a pipe, and a pipe has two ends.
  it('opens an epoll set and an eventfd, nothing more [B36]', () => {
    needsEpoll();
    const before = descriptors();
    realLoop();
    const opened = [...descriptors()].filter(([fd]) => !before.has(fd));
    expect(opened.map(([, file]) => file)).toEqual([
      'anon_inode:[eventpoll]',
      'anon_inode:[eventfd]',
    ]);
  });
});

describe('IOLoop.addFuture', () => {
  it('throws TypeError for what is no promise [B125]', () => {
    const { loop } = simulate();
    const notAPromise = 42 as unknown as Promise<void>;
    expect(() => loop.addFuture(notAPromise, () => {})).toThrow(
      new TypeError('Not a promise: 42'),
    );
  });

  it('queues the callback of a settled promise, and never calls at once [B125]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      loop.addFuture(Promise.resolve('tea'), (settled) => {
        log.push(JSON.stringify(settled));
        loop.stop();
      });
      mark('added')();
    });
    loop.addCallback(mark('same turn'));
    await loop.start();
    expect(log).toEqual(['added', 'same turn', '{"status":"fulfilled","value":"tea"}']);
  });

  it('queues the callback when a pending promise settles [B125]', async () => {
    const { loop, log, mark } = simulate();
    const { promise, reject } = Promise.withResolvers();
    loop.addFuture(promise, (settled) => {
      log.push(`${settled.status} at ${loop.time()}`);
      loop.stop();
    });
    loop.callLater(100, () => reject(new Error('no tea')));
    loop.callLater(100, mark('same turn'));
    await loop.start();
    expect(log).toEqual(['same turn', 'rejected at 100']);
  });
});

describe('IOLoop.spawnCallback', () => {
  it('reports a failure, which its caller never sees [B135]', async () => {
    const { loop, log, logger, mark } = simulate();
    const failure = new Error('lost on the way');
    loop.addCallback(() => {
      loop.spawnCallback(async () => {
        throw failure;
      });
      loop.spawnCallback(() => loop.stop());
      mark('went on')();
    });
    await loop.start();
    expect(log).toEqual(['went on']);
    expect(logger.entries.map(({ error }) => error)).toEqual([failure]);
  });
});

describe('IOLoop.addFuture', () => {
  it('calls once for a thenable that settles twice [B179]', async () => {
    const { loop, log } = simulate();
    const twice: PromiseLike<number> = {
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      then: (resolve?: unknown) => {
        for (const value of [1, 2]) (resolve as (value: number) => void)(value);
        return twice as never;
      },
    };
    loop.addFuture(twice, (settled) => log.push(JSON.stringify(settled)));
    loop.callLater(1, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['{"status":"fulfilled","value":1}']);
  });

  it('refuses what is no function, there and then [B175]', () => {
    const { loop } = simulate();
    const give = () => loop.addFuture(Promise.resolve(), null as never);
    expect(give).toThrow(TypeError);
  });
});

describe('IOLoop.moment of a closed loop', () => {
  it('is refused, as it would never come [B180]', () => {
    const { loop } = simulate();
    loop.close();
    expect(() => loop.moment()).toThrow(LoopClosedError);
  });
});

describe('IOLoop.moment', () => {
  it('waits for exactly one turn [B173]', async () => {
    const { loop, poller, log } = simulate();
    await loop.run(async () => {
      for (let turn = 0; turn < 3; turn++) {
        log.push(`polls: ${poller.log.length}`);
        await loop.moment();
      }
    });
    expect(log).toEqual(['polls: 0', 'polls: 1', 'polls: 2']);
  });
});
