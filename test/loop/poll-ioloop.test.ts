import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import {
  IOLoop,
  LoopExit,
  PollIOLoop,
  SimulatedIOLoop,
  SimulatedPoller,
} from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { needsKernel } from '../kernel.ts';
import { forgetLoops, simulate } from './support.ts';

forgetLoops();

const FD = 7;
const OTHER_FD = 8;

describe('one turn', () => {
  it('runs callbacks, then due timeouts, then handlers [B37, B38]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.raise(FD, IOLoop.READ);
    loop.addHandler(
      FD,
      () => {
        mark('handler')();
        loop.stop();
      },
      IOLoop.READ,
    );
    loop.callAt(0, mark('timeout'));
    loop.addCallback(mark('callback'));
    await loop.start();
    expect(log).toEqual(['callback', 'timeout', 'handler']);
  });

  it('leaves what was added meanwhile to the next turn [B39]', async () => {
    const { loop, poller, log, mark } = simulate();
    const turn = () => log.push('|');
    poller.raise(FD, IOLoop.READ);
    loop.addCallback(() => {
      mark('c1')();
      loop.addCallback(mark('c2'));
      loop.callLater(0, mark('t2'));
    });
    loop.callLater(0, () => {
      mark('t1')();
      loop.callLater(0, mark('t3'));
      loop.addCallback(mark('c4'));
    });
    loop.addHandler(
      FD,
      () => {
        mark('h')();
        poller.lower(FD, IOLoop.READ);
        loop.addCallback(mark('c3'));
        loop.addCallback(turn);
        loop.callLater(0, () => loop.stop());
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log.join(' ')).toBe('c1 t1 h c2 c4 c3 | t2 t3');
  });

  it('runs a timeout added by a callback in the next turn, however late it is [B40]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.advance(1000);
    loop.addCallback(() => {
      loop.callAt(1, mark('late'));
      loop.addCallback(mark('next turn'));
    });
    loop.addCallback(mark('this turn'));
    loop.callAt(1, () => loop.callAt(2, () => loop.stop()));
    await loop.start();
    expect(log).toEqual(['this turn', 'next turn', 'late']);
  });

  it('runs a callback added by a handler before the due timeouts of the next turn [B41]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.raise(FD, IOLoop.READ);
    loop.addHandler(
      FD,
      () => {
        loop.callLater(0, () => {
          mark('timeout')();
          loop.stop();
        });
        loop.addCallback(mark('callback'));
        loop.removeHandler(FD);
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log).toEqual(['callback', 'timeout']);
  });

  it('serves a ready fd while a callback keeps re-adding itself [B42]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.raise(FD, IOLoop.READ);
    let handled = 0;
    const again = () => {
      mark('again')();
      loop.addCallback(again);
    };
    loop.addCallback(again);
    loop.addHandler(
      FD,
      () => {
        mark('handler')();
        if (++handled === 3) loop.stop();
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log.join(' ')).toBe('again handler again handler again handler again');
    expect(poller.log.map((poll) => poll.timeout)).toEqual([0, 0, 0]);
  });

  it('serves a ready fd while a zero timeout keeps re-adding itself [B42]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.raise(FD, IOLoop.READ);
    const again = () => {
      mark('again')();
      loop.callLater(0, again);
    };
    again();
    loop.addHandler(
      FD,
      () => {
        mark('handler')();
        if (log.length > 4) loop.stop();
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log.join(' ')).toBe('again again handler again handler again');
  });

  it('reads the clock once for all due timeouts [B37, B58]', async () => {
    let reads = 0;
    const { loop, mark, log } = simulate({ now: () => ++reads });
    loop.callAt(1, mark('a'));
    loop.callAt(1, mark('b'));
    loop.callAt(1, () => loop.stop());
    const before = reads;
    await loop.start();
    expect(log).toEqual(['a', 'b']);
    expect(reads - before).toBe(1);
  });

  it('does not look at the clock when there are no timeouts [B37]', async () => {
    let reads = 0;
    const { loop } = simulate({ now: () => ++reads });
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(reads).toBe(0);
  });

  it('dispatches in the order in which the poller reported [B91]', async () => {
    const { loop, poller, log, mark } = simulate();
    for (const fd of [12, 10, 11]) {
      loop.addHandler(fd, mark(String(fd)), IOLoop.READ);
      poller.raise(fd, IOLoop.READ);
    }
    loop.callAt(0, () => loop.addCallback(() => loop.stop()));
    await loop.start();
    expect(log).toEqual(['12', '10', '11']);
  });
});

describe('IOLoop.addCallback', () => {
  it('calls once, in the order added, with the arguments given [B44]', async () => {
    const { loop, log } = simulate();
    const note = (a: string, b: number) => log.push(`${a}${b}`);
    loop.addCallback(note, 'x', 1);
    loop.addCallback(note, 'y', 2);
    loop.callAt(5, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['x1', 'y2']);
  });

  it('returns nothing: a callback cannot be taken back [B45]', () => {
    const { loop } = simulate();
    expect(loop.addCallback(() => {})).toBeUndefined();
  });

  it('keeps callbacks from before start() [B46]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(mark('early'));
    loop.addCallback(() => loop.stop());
    expect(log).toEqual([]);
    await loop.start();
    expect(log).toEqual(['early']);
  });

  // Upstream finds out a turn later, where the log no longer says who added it.
  it('refuses what is no function at once [B47]', () => {
    const { loop } = simulate();
    expect(() => loop.addCallback('hello' as never)).toThrow(TypeError);
    expect(() => loop.callLater(1, undefined as never)).toThrow(/must be a function/);
  });

  it('reports the failure of a promise that a callback returns [B48]', async () => {
    const { loop, logger } = simulate();
    const failing = async () => {
      throw new Error('from a promise');
    };
    loop.addCallback(failing);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(logger.entries).toMatchObject([
      { level: 'error', message: 'Exception in callback failing' },
    ]);
  });

  it('ignores every other return value [B48]', async () => {
    const { loop, logger } = simulate();
    loop.addCallback(() => 42);
    loop.addCallback(() => 'abc');
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(logger.entries).toEqual([]);
  });

  // Upstream, up to 4.4, takes an empty list for work and runs at 100 % for ever.
  it('sleeps after a callback that returns an empty array or object [B49]', async () => {
    const { loop, poller } = simulate();
    loop.addCallback(() => []);
    loop.addCallback(async () => ({}));
    loop.callAt(1000, () => loop.stop());
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([1000]);
  });
});

describe('IOLoop.addCallback on the loop’s own thread', () => {
  it('writes no wake-up: a thread that calls it is not asleep [B108]', () => {
    const { loop, poller } = simulate();
    loop.addCallback(() => {});
    expect(poller.poll(0).size).toBe(0);
    loop.stop();
    expect(poller.poll(0).size).toBe(1);
  });
});

describe('an event left over by a LoopExit', () => {
  it('is replaced by the next report of its fd, not added to it [B92]', async () => {
    const { loop, poller, log } = simulate();
    const leave = () => {
      poller.lower(FD, IOLoop.READ);
      throw new LoopExit('in the middle of a batch');
    };
    const onReady = (_: number, events: number) => {
      log.push(`events ${events}`);
      loop.stop();
    };
    loop.addHandler(FD, leave, IOLoop.READ);
    loop.addHandler(OTHER_FD, onReady, IOLoop.READ | IOLoop.WRITE);
    poller.raise(FD, IOLoop.READ);
    poller.raise(OTHER_FD, IOLoop.READ);
    await expect(loop.start()).rejects.toThrow(LoopExit);
    poller.lower(OTHER_FD, IOLoop.READ);
    poller.raise(OTHER_FD, IOLoop.WRITE);
    await loop.start();
    expect(log).toEqual([`events ${IOLoop.WRITE}`]);
  });
});

describe('the async context of a callback', () => {
  const store = new AsyncLocalStorage<string>();

  it('is its caller’s, for callbacks, timeouts, handlers and promises [B51]', async () => {
    const { loop, poller, log } = simulate();
    const note = (what: string) => () => {
      log.push(`${what}:${store.getStore()}`);
      poller.lower(FD, IOLoop.READ);
    };
    store.run('mine', () => {
      loop.addCallback(note('callback'));
      loop.callAt(0, note('timeout'));
      loop.addHandler(FD, note('handler'), IOLoop.READ);
      loop.addFuture(Promise.resolve(), note('future'));
    });
    poller.at(5, () => poller.raise(FD, IOLoop.READ));
    loop.callAt(10, () => loop.stop());
    await loop.start();
    const seen = new Set(log);
    expect(seen).toEqual(
      new Set(['callback:mine', 'timeout:mine', 'handler:mine', 'future:mine']),
    );
  });

  it('is empty for spawnCallback() and addCallbackFromSignal() [B51, B119]', async () => {
    const { loop, log } = simulate();
    const note = (what: string) => log.push(`${what}:${store.getStore()}`);
    store.run('mine', () => {
      loop.spawnCallback(note, 'spawned');
      loop.addCallbackFromSignal(note, 'signalled');
    });
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['spawned:undefined', 'signalled:undefined']);
  });

  it('is kept by a function that brings its own [B51]', async () => {
    const { loop, log } = simulate();
    const bound = store.run('first', () =>
      AsyncResource.bind(() => log.push(String(store.getStore()))),
    );
    store.run('second', () => loop.addCallback(bound));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['first']);
  });
});

describe('the poll timeout', () => {
  it('is 0 while callbacks wait [B72]', async () => {
    const { loop, poller } = simulate();
    loop.callAt(9999, () => {});
    loop.addCallback(() => loop.addCallback(() => loop.stop()));
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([0]);
  });

  it('is the time to the next deadline [B73]', async () => {
    const { loop, poller } = simulate();
    loop.callAt(5000, () => loop.stop());
    await loop.start();
    expect(poller.log).toMatchObject([{ timeout: 5000, start: 0, end: 5000 }]);
  });

  it('takes off what the callbacks themselves took [B73]', async () => {
    const { loop, poller } = simulate();
    loop.callAt(300, () => loop.stop());
    loop.addCallback(() => poller.advance(120));
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([180]);
  });

  it('is never negative: a deadline that has passed meanwhile gives 0 [B73]', async () => {
    const { loop, poller } = simulate();
    loop.callAt(10, () => loop.stop());
    loop.addCallback(() => poller.advance(50));
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([0]);
  });

  it('is an hour at most, for a deadline far away and for none at all [B73, B74]', async () => {
    const { loop, poller } = simulate({ longestSleep: 3_600_000 });
    poller.at(1000, () => poller.raise(FD, IOLoop.READ));
    poller.at(2000, () => poller.raise(OTHER_FD, IOLoop.READ));
    loop.addHandler(
      FD,
      () => {
        loop.removeHandler(FD);
        loop.callLater(99_999_000, () => {});
      },
      IOLoop.READ,
    );
    loop.addHandler(OTHER_FD, () => loop.stop(), IOLoop.READ);
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([3_600_000, 3_600_000]);
  });

  it('is an hour by default, so that no loop ever asks for ever [B74]', async () => {
    const poller = new SimulatedPoller();
    const waker = poller.makeWaker();
    const loop = new PollIOLoop({}, () => ({ poller, waker, host: node }));
    poller.at(1, () => waker.wake());
    loop.addHandler(FD, () => loop.stop(), IOLoop.READ);
    poller.at(2, () => poller.raise(FD, IOLoop.READ));
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([3_600_000, 3_600_000]);
  });

  it('is not asked for when the loop is about to leave [B75, B99]', async () => {
    const { loop, poller } = simulate();
    loop.callAt(5000, () => {});
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(poller.log).toEqual([]);
  });

  it('forgets a cancelled timeout at once [B65, B66]', async () => {
    // Upstream wakes up once more for a timeout cancelled in the same turn.
    const { loop, poller } = simulate();
    const soon = loop.callAt(5000, () => {});
    loop.callAt(50_000, () => loop.stop());
    loop.addCallback(() => loop.removeTimeout(soon));
    await loop.start();
    expect(poller.log.map((poll) => poll.timeout)).toEqual([50_000]);
  });
});

describe('a loop that blocks a worker', () => {
  it('ends within a moment when the worker is terminated [B187]', async () => {
    needsKernel();
    const index = new URL('../../loop/index.ts', import.meta.url);
    const source = `
      import { parentPort } from 'node:worker_threads';
      import { IOLoop } from '${index}';
      IOLoop.current().addCallback(() => parentPort.postMessage('asleep soon'));
      await IOLoop.current().start(); // with nothing to wake it
    `;
    const options = { eval: true, execArgv: ['--input-type=module-typescript'] };
    const worker = new Worker(source, options);
    await once(worker, 'message');
    await worker.terminate(); // for an hour, if the sleep were one
  });
});

describe('the options of a loop', () => {
  it.each([
    ['longestSleep', Number.NaN],
    ['longestSleep', -5],
    ['now', 42],
    ['logger', { warning() {} }],
  ])('are refused where they are given: %s, %o [B181]', (name, value) => {
    expect(() => new SimulatedIOLoop({ [name]: value })).toThrow(/got/);
  });
});

describe('IOLoop.start', () => {
  it('refuses a loop that runs, which goes on undisturbed [B98]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      expect(() => loop.start()).toThrow('IOLoop is already running');
      expect(() => loop.startSync()).toThrow('IOLoop is already running');
      loop.addCallback(mark('goes on'));
      loop.callAt(1, () => loop.stop());
    });
    await loop.start();
    expect(log).toEqual(['goes on']);
  });

  it('refuses a second start() while the first is on its way [B98]', async () => {
    const { loop } = simulate();
    const first = loop.start();
    expect(() => loop.start()).toThrow('IOLoop is already running');
    loop.stop();
    await first;
  });

  it('called in a callback and not waited for ends nothing, and is reported [B175]', async () => {
    const { loop, logger } = simulate();
    loop.addCallback(() => void loop.start());
    loop.addCallback(() => void loop.run(async () => {}));
    loop.callLater(1, () => loop.stop());
    await loop.start();
    const refused = { level: 'error', error: new Error('IOLoop is already running') };
    expect(logger.entries).toMatchObject([refused, refused]);
  });

  it('is ended by one stop() each: the next one turns again [B176]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(mark('ran'));
    loop.stop();
    const first = loop.start();
    const second = loop.start();
    await first;
    loop.callLater(1, () => loop.stop());
    await second;
    expect(log).toEqual(['ran']);
  });

  it('stopped on its way leaves the next one alone [B176]', async () => {
    const { loop, log, mark } = simulate();
    const first = loop.start();
    loop.stop();
    loop.addCallback(mark('ran'));
    const second = loop.start();
    await first;
    loop.callLater(1, () => loop.stop());
    await second;
    expect(log).toEqual(['ran']);
  });

  it('ends, and can be called again, as often as one likes [B96, B104]', async () => {
    const { loop, log, mark } = simulate();
    for (const round of ['1', '2', '3']) {
      loop.addCallback(mark(round));
      loop.addCallback(() => loop.stop());
      await loop.start();
      expect(loop.running).toBe(false);
    }
    expect(log).toEqual(['1', '2', '3']);
  });

  it('lets nothing of Node’s own loop happen while it blocks [B97]', async () => {
    const { loop, log, mark } = simulate();
    setImmediate(mark('immediate before'));
    loop.addCallback(() => {
      setImmediate(mark('immediate'));
      loop.callLater(1000, () => {
        mark('stop')();
        loop.stop();
      });
    });
    await loop.start();
    await new Promise(setImmediate);
    expect(log).toEqual(['immediate before', 'stop', 'immediate']);
  });

  it('says whether it runs, which Tornado 4 cannot [B107]', async () => {
    const { loop, log } = simulate();
    const note = () => log.push(String(loop.running));
    loop.addCallback(() => {
      note();
      loop.stop();
    });
    note();
    await loop.start();
    note();
    expect(log).toEqual(['false', 'true', 'false']);
  });
});

describe('IOLoop.stop', () => {
  it('from a callback: the rest of this turn’s work runs, and nothing is polled [B99]', async () => {
    const { loop, poller, log, mark } = simulate();
    loop.addCallback(() => {
      mark('a')();
      loop.stop();
      loop.addCallback(mark('next start'));
    });
    loop.addCallback(mark('b'));
    loop.callAt(0, mark('t'));
    await loop.start();
    expect(log).toEqual(['a', 'b', 't']);
    expect(poller.log).toEqual([]);

    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['a', 'b', 't', 'next start']);
  });

  it('from a handler: the rest of the batch, then one more pass of callbacks [B93, B100]', async () => {
    const { loop, poller, log, mark } = simulate();
    const handle = () => {
      mark('h')();
      loop.addCallback(mark('c'));
      loop.callLater(0, mark('t'));
      loop.stop();
    };
    for (const fd of [10, 11, 12]) {
      loop.addHandler(fd, handle, IOLoop.READ);
      poller.raise(fd, IOLoop.READ);
    }
    await loop.start();
    expect(log.join(' ')).toBe('h h h c c c t t t');
    expect(poller.log).toHaveLength(1);
  });

  it('before start(): the next start() returns at once, and keeps what waits [B101]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      mark('ran')();
      loop.stop();
    });
    loop.makeCurrent();
    IOLoop.clearCurrent();
    loop.stop();
    await loop.start();
    expect(log).toEqual([]);
    expect(IOLoop.current(false)).toBeNull();
    await loop.start();
    expect(log).toEqual(['ran']);
  });

  it('before start(): the logger is there all the same [B103]', async () => {
    const { loop, logger } = simulate();
    loop.stop();
    await loop.start();
    loop.handleCallbackException(null, new Error('no turn was taken'));
    expect(logger.entries).toMatchObject([{ level: 'error' }]);
  });

  it('several times before start() counts once [B102]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      mark('ran')();
      loop.stop();
    });
    loop.stop();
    loop.stop();
    loop.stop();
    await loop.start();
    await loop.start();
    expect(log).toEqual(['ran']);
  });

  it('between start() and its first turn counts, too [B101]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(mark('ran'));
    const started = loop.start();
    loop.stop();
    await started;
    expect(log).toEqual([]);
  });

  it('during a run does not reach into the next start() [B104]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      loop.stop();
      loop.stop();
    });
    await loop.start();
    loop.addCallback(() => {
      mark('second run')();
      loop.stop();
    });
    await loop.start();
    expect(log).toEqual(['second run']);
  });

  it('always wakes: the next start() finds the waker readable, for one turn [B105]', async () => {
    const { loop, poller } = simulate();
    loop.addCallback(() => loop.stop());
    await loop.start();
    loop.callAt(1000, () => loop.stop());
    await loop.start();
    expect(poller.log.map(({ start, end }) => end - start)).toEqual([0, 1000]);
  });
});

describe('loops inside loops', () => {
  it('nest: the inner one is current inside, the outer one again after [B20]', async () => {
    const outer = simulate();
    const inner = simulate({ makeCurrent: false });
    const seen: string[] = [];
    const note = () => seen.push(IOLoop.current() === inner.loop ? 'inner' : 'outer');
    inner.loop.addCallback(() => {
      note();
      inner.loop.stop();
    });
    outer.loop.addCallback(() => {
      note();
      inner.loop.startSync();
      note();
      outer.loop.stop();
    });
    await outer.loop.start();
    expect(seen).toEqual(['outer', 'inner', 'outer']);
  });
});
