import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  connectRemote,
  EPollIOLoop,
  HostedIOLoop,
  IOLoop,
  LoopExit,
  type LoopOptions,
} from '../../loop/index.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { descriptors, forgetLoops, journal, recorder, runProgram } from './support.ts';

forgetLoops();
vi.setConfig({ testTimeout: 30_000 }); // the machine may have other things to do

const { O_CLOEXEC, O_NONBLOCK } = constants;
const BYTE = new Uint8Array(1);

function hostedLoop(options: LoopOptions = {}) {
  const logger = recorder();
  const loop = new HostedIOLoop({ logger, ...options });
  onTestFinished(() => loop.close());
  return { loop, logger, ...journal() };
}

/** Both ends of a pipe. Closed at the end of the test, unless the test does so itself. */
function pipe(...its: ('reader' | 'writer')[]): [number, number] {
  const [reader, writer] = sys.pipe2(O_NONBLOCK | O_CLOEXEC);
  onTestFinished(() => {
    if (!its.includes('reader')) sys.close(reader);
    if (!its.includes('writer')) sys.close(writer);
  });
  return [reader, writer];
}

describe('HostedIOLoop', () => {
  it('is what configure() knows as hosted', () => {
    IOLoop.configure('hosted');
    const loop = new IOLoop();
    expect(loop).toBeInstanceOf(HostedIOLoop);
    loop.close();
  });

  it('takes the very turns of the blocking loop, in their order [B37, B39]', async () => {
    const { loop, log, mark } = hostedLoop();
    const [reader, writer] = pipe();
    sys.write(writer, BYTE, 0, 1);
    loop.addHandler(
      reader,
      () => {
        mark('h')();
        sys.read(reader, BYTE, 0, 1);
        loop.addCallback(mark('c3'));
        loop.callLater(0, () => loop.stop());
      },
      IOLoop.READ,
    );
    loop.addCallback(() => {
      mark('c1')();
      loop.addCallback(mark('c2'));
      loop.callLater(0, mark('t2'));
    });
    loop.callAt(0, () => {
      mark('t1')();
      loop.addCallback(mark('c4'));
    });
    await loop.start();
    expect(log.join(' ')).toBe('c1 t1 h c2 c4 c3 t2');
  });

  it('lets Node’s timers, files and sockets go on meanwhile [B97, B136]', async () => {
    const { loop } = hostedLoop();
    const server = createServer((_, response) => response.end('hello'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const results = await loop.run(() =>
      Promise.all([
        new Promise((resolve) => setTimeout(resolve, 1, 'a timer')),
        readFile(import.meta.filename, 'utf8').then((text) => text.slice(0, 6)),
        fetch(`http://127.0.0.1:${port}/`).then((response) => response.text()),
      ]),
    );
    server.close();
    expect(results).toEqual(['a timer', 'import', 'hello']);
  });

  it('takes turns with what chains itself in Node’s loop: neither starves [B42]', async () => {
    const { loop, log, mark } = hostedLoop();
    const inNode = () => {
      mark('node')();
      if (log.length < 20) setImmediate(inNode);
    };
    const inLoop = () => {
      mark('loop')();
      if (log.length < 20) loop.addCallback(inLoop);
      else loop.stop();
    };
    setImmediate(inNode);
    loop.addCallback(inLoop);
    await loop.start();
    expect(log.slice(0, 20).filter((word) => word === 'loop').length).toBeGreaterThan(
      5,
    );
    expect(log.slice(0, 20).filter((word) => word === 'node').length).toBeGreaterThan(
      5,
    );
  });

  it('hears of callbacks and timeouts that Node’s callbacks add', async () => {
    const { loop, log, mark } = hostedLoop();
    const started = loop.start();
    await new Promise(setImmediate); // the loop runs, and has nothing to do
    loop.addCallback(mark('callback'));
    await new Promise((resolve) => setTimeout(resolve, 1));
    loop.callLater(60_000, mark('never'));
    loop.callLater(1, () => {
      mark('timeout')();
      loop.stop();
    });
    await started;
    expect(log).toEqual(['callback', 'timeout']);
  });

  it('calls back no sooner than at the deadline, and in the order of deadlines [B57, B58]', async () => {
    const { loop, log } = hostedLoop();
    const start = loop.time();
    for (const delay of [30, 10.4, 20, 0]) {
      loop.callLater(delay, () => {
        expect(loop.time() - start).toBeGreaterThanOrEqual(delay);
        log.push(String(delay));
        if (delay === 30) loop.stop();
      });
    }
    await loop.start();
    expect(log).toEqual(['0', '10.4', '20', '30']);
  });

  it('waits for a deadline that is further off than any timer of Node’s', async () => {
    const { loop, logger, log, mark } = hostedLoop();
    loop.callLater(2 ** 40, mark('in 35 years'));
    loop.callLater(Infinity, mark('never'));
    loop.callLater(5, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
    expect(logger.entries).toEqual([]);
  });

  it('does nothing while nothing is to be done', async () => {
    const { loop } = hostedLoop();
    let clock = 0; // each turn with a timeout reads it
    const quiet = hostedLoop({ now: () => ++clock, makeCurrent: false });
    const quietly = quiet.loop.start();
    loop.callLater(20, () => {
      quiet.loop.stop();
      loop.stop();
    });
    await Promise.all([loop.start(), quietly]);
    expect(clock).toBe(0);
  });

  it('reports what a callback throws, and goes on [B138]', async () => {
    const { loop, logger } = hostedLoop();
    loop.addCallback(function broken() {
      loop.addCallback(() => loop.stop());
      throw new Error('no good');
    });
    await loop.start();
    expect(logger.entries).toMatchObject([{ message: 'Exception in callback broken' }]);
  });

  it('is current in its own turns, and leaves the rest alone [B17]', async () => {
    const { loop, log } = hostedLoop({ makeCurrent: false });
    const note = () => log.push(String(IOLoop.current(false) === loop));
    loop.addCallback(note);
    const started = loop.start();
    setImmediate(() => setImmediate(note));
    loop.callLater(10, () => loop.stop());
    await started;
    expect(log).toEqual(['true', 'false']);
  });

  it('shares a thread with others of its kind, and lets a blocking one run inside [B20]', async () => {
    const a = hostedLoop();
    const b = hostedLoop();
    const inner = new EPollIOLoop();
    b.loop.addCallback(() => {
      inner.callLater(5, () => inner.stop());
      inner.startSync();
      a.loop.stop();
      b.loop.callLater(5, () => b.loop.stop());
    });
    await Promise.all([a.loop.start(), b.loop.start()]);
    inner.close();
  });

  it('goes on when the poller replaces its epoll set [B90]', async () => {
    const { loop, logger, log, mark } = hostedLoop();
    const [ghost, ghostWriter] = pipe('reader');
    const [reader, writer] = pipe();
    loop.addHandler(ghost, mark('ghost'), IOLoop.READ);
    loop.addHandler(
      reader,
      () => {
        mark('alive')();
        sys.read(reader, BYTE, 0, 1);
        if (log.length === 2) loop.stop();
      },
      IOLoop.READ,
    );
    const copy = sys.dup(ghost);
    onTestFinished(() => sys.close(copy));
    sys.close(ghost);
    loop.removeHandler(ghost); // too late: the copy keeps the entry in the set
    const started = loop.start();
    sys.write(ghostWriter, BYTE, 0, 1);
    const next = () => sys.write(writer, BYTE, 0, 1);
    setTimeout(next, 10);
    setTimeout(next, 20);
    await started;
    expect(log).toEqual(['alive', 'alive']);
    expect(logger.entries.map(({ level }) => level)).toContain('warning');
  });
});

describe('HostedIOLoop.start', () => {
  it('settles when the loop has stopped, and can be called again [B96, B104]', async () => {
    const { loop, log, mark } = hostedLoop();
    for (const round of ['1', '2', '3']) {
      loop.addCallback(mark(round));
      loop.addCallback(() => loop.stop());
      await loop.start();
      expect(loop.running).toBe(false);
    }
    expect(log).toEqual(['1', '2', '3']);
  });

  it('refuses a loop that runs [B98]', async () => {
    const { loop } = hostedLoop();
    const first = loop.start();
    expect(() => loop.start()).toThrow('IOLoop is already running');
    await new Promise(setImmediate);
    expect(() => loop.start()).toThrow('IOLoop is already running');
    loop.stop();
    await first;
  });

  it('returns at once after an early stop() [B101]', async () => {
    const { loop, log, mark } = hostedLoop();
    loop.addCallback(mark('ran'));
    loop.stop();
    await loop.start();
    expect(log).toEqual([]);
  });

  it('runs what stop() left waiting no sooner than in the next run [B99]', async () => {
    const { loop, log, mark } = hostedLoop();
    loop.addCallback(() => {
      loop.stop();
      loop.addCallback(mark('next run'));
    });
    await loop.start();
    await new Promise(setImmediate);
    expect(log).toEqual([]);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['next run']);
  });

  it('rejects with a LoopExit, and the loop can start again [B140, B141]', async () => {
    const { loop } = hostedLoop();
    loop.addCallback(() => {
      throw new LoopExit('enough');
    });
    await expect(loop.start()).rejects.toThrow(new LoopExit('enough'));
    loop.addCallback(() => loop.stop());
    await loop.start();
  });
});

describe('HostedIOLoop.close', () => {
  it('works right after stop(), between two turns, and start() is over [B185]', async () => {
    const { loop } = hostedLoop();
    loop.callLater(60_000, () => {});
    const started = loop.start();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    loop.stop();
    loop.close();
    await started;
    expect(loop.closed).toBe(true);
  });
});

describe('HostedIOLoop.startSync', () => {
  it('throws, and says what to do instead', async () => {
    const { loop } = hostedLoop();
    expect(() => loop.startSync()).toThrow('await loop.start()');
    expect(() => loop.runSync(() => {})).toThrow('cannot block');
    loop.addCallback(() => loop.stop());
    await loop.start(); // as good as new
  });
});

describe('a hosted loop is reached from outside', () => {
  it('by a signal [B118]', async () => {
    const { loop, log } = hostedLoop();
    loop.addSignalHandler('SIGUSR2', (signal) => {
      log.push(signal);
      loop.stop();
    });
    const started = loop.start();
    setImmediate(() => process.kill(process.pid, 'SIGUSR2'));
    await started;
    expect(log).toEqual(['SIGUSR2']);
  });

  it('by another thread [B114]', async () => {
    const { loop, log, mark } = hostedLoop();
    const remote = connectRemote(loop.remote({ a: mark('a') }));
    const started = loop.start();
    setImmediate(() => {
      remote.addCallback('a');
      remote.stop();
    });
    await started;
    expect(log).toEqual(['a']);
  });

  it('without a warning of process.on(), which works as ever [B122]', async () => {
    const { loop, logger } = hostedLoop();
    const listener = () => loop.stop();
    process.once('SIGUSR2', listener);
    loop.addCallback(() => process.kill(process.pid, 'SIGUSR2'));
    await loop.start();
    expect(logger.entries).toEqual([]);
  });
});

describe('the process', () => {
  it('lives as long as the loop runs, and ends by itself when that has stopped', () => {
    const { status, stdout } = runProgram(`
      import { spawn } from 'node:child_process';
      import { HostedIOLoop } from './loop/index.ts';
      const loop = new HostedIOLoop();
      loop.addSignalHandler('SIGUSR2', () => loop.stop());
      loop.addCallback(() => spawn('kill', ['-USR2', String(process.pid)]).unref());
      await loop.start();
      loop.callLater(1e9, () => {});
      console.log('stopped');
    `);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'stopped\n' });
  });

  it('survives a worker that is terminated while its loop runs', async () => {
    for (let i = 0; i < 3; i++) {
      const worker = new Worker(
        new URL('./fixtures/hosted-worker.ts', import.meta.url),
      );
      await once(worker, 'message');
      expect(await worker.terminate()).toBe(1);
    }
  });

  it('is left with nothing: no descriptor, no timer, no handle', async () => {
    const before = descriptors().size;
    const resources = process.getActiveResourcesInfo().length;
    for (let i = 0; i < 1000; i++) {
      const loop = new HostedIOLoop();
      loop.callLater(1e6, () => {});
      loop.addCallback(() => loop.stop());
      await loop.start();
      loop.close();
    }
    expect(descriptors().size).toBeLessThanOrEqual(before);
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources);
  });
});
