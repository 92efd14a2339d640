import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { nameOf } from '../../loop/core/callback.ts';
import { IOLoop, LoopExit, SimulatedIOLoop } from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { forgetLoops, realLoop, runProgram, simulate } from './support.ts';

forgetLoops();

const { AF_UNIX, O_CLOEXEC, O_NONBLOCK, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } =
  constants;
const FD = 7;
const BYTE = new Uint8Array(1);

/** A loop whose hook writes down what it is told, in words. */
function overheard() {
  const { loop, ...rest } = simulate();
  const heard: string[] = [];
  loop.handleCallbackException = (callback, error) => {
    heard.push(`${nameOf(callback)}: ${(error as Error).message}`);
  };
  return { loop, heard, ...rest };
}

function broken(): never {
  throw new Error('no good');
}

async function brokenLater(): Promise<never> {
  await null;
  throw new Error('no good later');
}

describe('IOLoop.handleCallbackException', () => {
  it('hears of a callback that throws, and the loop goes on [B138, B142]', async () => {
    const { loop, heard, log, mark } = overheard();
    loop.addCallback(broken);
    loop.addCallback(mark('next'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(heard).toEqual(['broken: no good']);
    expect(log).toEqual(['next']);
  });

  it('hears of a timeout that throws, and the loop goes on [B138, B142]', async () => {
    const { loop, heard, log, mark } = overheard();
    loop.callAt(10, broken);
    loop.callAt(10, mark('next'));
    loop.callAt(20, () => loop.stop());
    await loop.start();
    expect(heard).toEqual(['broken: no good']);
    expect(log).toEqual(['next']);
  });

  it('gets source and handler together when a handler throws [B139]', async () => {
    const { loop, poller, heard } = overheard();
    poller.raise(FD, IOLoop.READ);
    const failing = () => {
      loop.stop();
      broken();
    };
    loop.addHandler(FD, failing, IOLoop.READ);
    await loop.start();
    expect(heard).toEqual(['(7, failing): no good']);
  });

  it('gets null when the handler had removed itself [B139]', async () => {
    const { loop, poller, heard } = overheard();
    poller.raise(FD, IOLoop.READ);
    const failing = () => {
      loop.stop();
      loop.removeHandler(FD);
      broken();
    };
    loop.addHandler(FD, failing, IOLoop.READ);
    await loop.start();
    expect(heard).toEqual(['null: no good']);
  });

  it('hears of a promise that a callback returned and that rejects [B144]', async () => {
    const { loop, heard } = overheard();
    loop.addCallback(brokenLater);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(heard).toEqual(['brokenLater: no good later']);
  });

  it('hears of a promise that rejects many turns later [B144]', async () => {
    const { loop, heard } = overheard();
    const { promise, reject } = Promise.withResolvers();
    const patient = () => promise;
    loop.addCallback(patient);
    loop.callLater(100, () => reject(new Error('in the end')));
    loop.callLater(200, () => loop.stop());
    await loop.start();
    expect(heard).toEqual(['patient: in the end']);
  });

  it('may be overridden by a subclass [B142]', async () => {
    const heard: unknown[] = [];
    class StrictLoop extends SimulatedIOLoop {
      override handleCallbackException(callback: unknown, error: unknown): void {
        heard.push(callback, error);
      }
    }
    const loop = new StrictLoop();
    loop.addCallback(broken);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(heard).toEqual([broken, new Error('no good')]);
  });

  it('ends start() when it throws itself, and the loop can start again [B142]', async () => {
    const { loop, log, mark } = simulate();
    loop.handleCallbackException = (_, error) => {
      throw error;
    };
    loop.addCallback(broken);
    await expect(loop.start()).rejects.toThrow('no good');
    loop.addCallback(mark('again'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['again']);
  });

  it('ends start() when it throws over a promise, too [B142]', async () => {
    const { loop, log, mark } = simulate();
    loop.handleCallbackException = (_, error) => {
      throw error;
    };
    loop.addCallback(async () => broken());
    loop.callLater(20, () => loop.stop()); // too late
    await expect(loop.start()).rejects.toThrow('no good');
    loop.addCallback(mark('again'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['again']);
  });

  it('throws once, when a callback and a promise of its fail in one go [B141]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => {
      loop.addFuture(Promise.resolve(), async () => {
        throw new LoopExit('the second');
      });
    });
    loop.addCallback(() => {
      throw new LoopExit('the first');
    });
    await expect(loop.start()).rejects.toThrow('the first');
    await expect(loop.start()).rejects.toThrow('the second');
    loop.addCallback(mark('again'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['again']);
  });
});

describe('EPIPE, the peer has hung up', () => {
  /** Writing to it throws EPIPE. */
  function brokenPipe(): number {
    const [readEnd, writeEnd] = sys.pipe2(O_NONBLOCK | O_CLOEXEC);
    sys.close(readEnd);
    onTestFinished(() => sys.close(writeEnd));
    return writeEnd;
  }

  it('is no news from a handler [B139]', async () => {
    const { loop, log, logger, mark } = realLoop();
    const fd = brokenPipe();
    const write = () => {
      mark('writes')();
      loop.stop();
      sys.write(fd, BYTE, 0, 1);
    };
    loop.addHandler(fd, write, IOLoop.WRITE);
    await loop.start();
    expect(log).toEqual(['writes']);
    expect(logger.entries).toEqual([]);
  });

  it('is no news from an async handler [B139]', async () => {
    const { loop, log, logger, mark } = realLoop();
    const fd = brokenPipe();
    const write = async () => {
      loop.stop();
      await null;
      mark('writes')();
      sys.write(fd, BYTE, 0, 1);
    };
    loop.addHandler(fd, write, IOLoop.WRITE);
    await loop.start();
    expect(log).toEqual(['writes']);
    expect(logger.entries).toEqual([]);
  });

  it('is reported from a callback [B139]', async () => {
    const { loop, logger } = realLoop();
    const fd = brokenPipe();
    loop.addCallback(() => sys.write(fd, BYTE, 0, 1));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(logger.entries.map(({ error }) => error)).toEqual([
      expect.objectContaining({ code: 'EPIPE' }),
    ]);
  });
});

describe('ECONNRESET, the peer has hung up on unread data', () => {
  it('is reported from a handler [B139]', async () => {
    const { loop, logger } = realLoop();
    const flags = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    const [fd, peer] = sys.socketpair(AF_UNIX, flags, 0);
    onTestFinished(() => sys.close(fd));
    sys.write(fd, BYTE, 0, 1);
    sys.close(peer);
    const read = () => {
      loop.stop();
      sys.read(fd, BYTE, 0, 1);
    };
    loop.addHandler(fd, read, IOLoop.READ);
    await loop.start();
    expect(logger.entries.map(({ error }) => error)).toEqual([
      expect.objectContaining({ code: 'ECONNRESET' }),
    ]);
  });
});

describe('LoopExit', () => {
  const exit = () => {
    throw new LoopExit('enough');
  };
  const exitLater = async () => {
    await null;
    exit();
  };
  const ways: Record<string, (loop: SimulatedIOLoop, exit: () => unknown) => void> = {
    callback: (loop, exit) => loop.addCallback(exit),
    timeout: (loop, exit) => loop.callLater(10, exit),
    handler: (loop, exit) => {
      loop.poller.raise(FD, IOLoop.READ);
      const once = () => {
        loop.removeHandler(FD);
        return exit();
      };
      loop.addHandler(FD, once, IOLoop.READ);
    },
  };

  it.each(Object.entries(ways))(
    'passes through start() from a %s, unreported [B140]',
    async (_, call) => {
      const { loop, logger } = simulate();
      call(loop, exit);
      loop.callLater(20, () => loop.stop()); // too late
      await expect(loop.start()).rejects.toThrow(new LoopExit('enough'));
      expect(logger.entries).toEqual([]);
    },
  );

  it.each(Object.entries(ways))(
    'passes through start() from an async %s, unreported [B140]',
    async (_, call) => {
      const { loop, logger } = simulate();
      call(loop, exitLater);
      loop.callLater(20, () => loop.stop()); // too late
      await expect(loop.start()).rejects.toThrow(new LoopExit('enough'));
      expect(logger.entries).toEqual([]);
    },
  );

  it('passes through startSync() [B140]', async () => {
    const { loop } = simulate();
    loop.addCallback(exit);
    await node.hop(() =>
      expect(() => loop.startSync()).toThrow(new LoopExit('enough')),
    );
  });

  it('may be subclassed by the program [B140]', async () => {
    const { loop } = simulate();
    class OutOfMoney extends LoopExit {}
    loop.addCallback(() => {
      throw new OutOfMoney();
    });
    await expect(loop.start()).rejects.toBeInstanceOf(OutOfMoney);
  });

  it('leaves the rest of the events pending, for the next start() [B140]', async () => {
    const { loop, poller, log, mark } = simulate();
    const fds = [FD, FD + 1, FD + 2];
    for (const fd of fds) poller.raise(fd, IOLoop.READ);
    const first = () => {
      for (const fd of fds) poller.lower(fd, IOLoop.READ); // no news of them any more
      exit();
    };
    loop.addHandler(FD, first, IOLoop.READ);
    loop.addHandler(FD + 1, mark('second'), IOLoop.READ);
    loop.addHandler(FD + 2, mark('third'), IOLoop.READ);
    await expect(loop.start()).rejects.toThrow('enough');
    expect(log).toEqual([]);
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['second', 'third']);
  });

  it('takes along what was to run in the same turn, not in the next [B140]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(() => loop.addCallback(mark('next turn')));
    loop.addCallback(exit);
    loop.addCallback(mark('same turn'));
    loop.callAt(0, mark('due'));
    loop.callAt(10, mark('due later'));
    await expect(loop.start()).rejects.toThrow('enough');
    loop.callAt(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['next turn', 'due later']);
  });

  // Tornado goes on believing that it runs, and refuses, until stop() was called; and
  // that makes the next start() return at once. Only the third one runs.
  it.each([
    ['thrown', exit],
    ['thrown after an await', exitLater],
  ])('lets the loop start again when it was %s [B141]', async (_, exit) => {
    const { loop, log, mark } = simulate();
    loop.addCallback(exit);
    await expect(loop.start()).rejects.toThrow('enough');
    expect(loop.running).toBe(false);
    loop.addCallback(mark('again'));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['again']);
  });
});

describe('a poll that fails', () => {
  it('ends start(), and the loop can start again [B141, B143]', async () => {
    const { loop, poller, log, mark } = simulate();
    const failure = Object.assign(new Error('EBADF'), { code: 'EBADF' });
    vi.spyOn(poller, 'poll').mockImplementationOnce(() => {
      throw failure;
    });
    await expect(loop.start()).rejects.toBe(failure);
    loop.callLater(10, mark('again'));
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['again']);
  });
});

describe('a log that cannot be written', () => {
  it('does not stop the loop, and is told of once it can be [B174]', async () => {
    const said: string[] = [];
    let broken = true;
    const speak = (message: string) => {
      if (broken) throw new Error('EPIPE');
      said.push(message);
    };
    const logger = { debug: speak, warning: speak, error: speak };
    const { loop } = simulate({ logger });
    for (let i = 0; i < 3; i++) loop.addCallback(fail);
    loop.callLater(10, () => {
      broken = false;
      loop.addCallback(fail);
      loop.callLater(10, () => loop.stop());
    });
    await loop.start();
    expect(said).toEqual([
      '3 earlier messages could not be written',
      'Exception in callback fail',
    ]);
  });

  it('is no end of a program whose standard error is closed [B174]', () => {
    const { stdout } = runProgram(`
      import { closeSync } from 'node:fs';
      import { IOLoop } from './loop/index.ts';
      closeSync(2);
      const loop = IOLoop.current();
      loop.addCallback(() => { throw new Error('unheard'); });
      loop.callLater(1, () => loop.stop());
      await loop.start();
      console.log('to the end');
    `);
    expect(stdout).toBe('to the end\n');
  });
});

function fail(): never {
  throw new Error('no good');
}

describe('the logger', () => {
  it('is told of an error with the name of what threw it [B138, B139]', async () => {
    const { loop, poller, logger } = simulate();
    poller.raise(FD, IOLoop.READ);
    loop.addCallback(broken);
    loop.addCallback(() => broken());
    loop.addHandler(FD, broken, IOLoop.READ);
    loop.addCallback(() => loop.addCallback(() => loop.stop()));
    await loop.start();
    const error = new Error('no good');
    expect(logger.entries).toEqual([
      { level: 'error', message: 'Exception in callback broken', error },
      { level: 'error', message: 'Exception in callback anonymous', error },
      { level: 'error', message: 'Exception in callback (7, broken)', error },
    ]);
  });

  const reportsToStandardError = `
    import { IOLoop } from './loop/index.ts';

    const loop = IOLoop.current();
    loop.removeHandler(1000); // unknown: worth a debug message
    loop.addCallback(function broken() {
      throw new Error('no good');
    });
    loop.addCallback(() => loop.stop());
    await loop.start();
  `;

  it('is standard error by default: one line, and the stack [B137, B138]', () => {
    const { status, stdout, stderr } = runProgram(reportsToStandardError);
    expect(stderr).toMatch(/^Exception in callback broken\nError: no good\n {4}at /);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('shows debug messages, too, when NODE_DEBUG asks for them [B85, B137]', () => {
    const { stderr } = runProgram(reportsToStandardError, { NODE_DEBUG: 'ioloop' });
    expect(stderr).toMatch(/^IOLOOP \d+: Error deleting fd from IOLoop/);
  });

  it('is the one in options, if given, and then the default is silent [B137]', () => {
    const { stdout, stderr } = runProgram(`
      import { IOLoop } from './loop/index.ts';

      const say = (...words: unknown[]) => console.log(words.map(String).join(' + '));
      const logger = { debug: say, warning: say, error: say };
      IOLoop.configure(null, { logger });
      const loop = IOLoop.current();
      loop.addCallback(function broken() {
        throw new Error('no good');
      });
      loop.addCallback(() => loop.stop());
      await loop.start();
    `);
    expect(stderr).toBe('');
    expect(stdout).toBe('Exception in callback broken + Error: no good\n');
  });

  it('is heard from a worker even while the main thread sleeps [B114, B137]', () => {
    const { stderr } = runProgram(`
      import { Worker } from 'node:worker_threads';

      const done = new Int32Array(new SharedArrayBuffer(4));
      const program = \`
        import { workerData } from 'node:worker_threads';
        import { IOLoop } from './loop/index.ts';

        const loop = IOLoop.current();
        loop.addCallback(function broken() {
          throw new Error('no good');
        });
        loop.addCallback(() => loop.stop());
        await loop.start();
        Atomics.store(workerData, 0, 1);
        Atomics.notify(workerData, 0);
      \`;
      const execArgv = ['--input-type=module'];
      new Worker(program, { eval: true, workerData: done, execArgv });
      Atomics.wait(done, 0, 0, 3000);
      process.kill(process.pid, 'SIGKILL'); // it prints nothing for the worker
    `);
    expect(stderr).toMatch(/^Exception in callback broken\nError: no good\n {4}at /);
  });
});
