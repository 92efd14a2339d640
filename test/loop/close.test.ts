import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  IOLoop,
  LoopClosedError,
  PollIOLoop,
  type SimulatedIOLoop,
  SimulatedPoller,
} from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { needsKernel } from '../kernel.ts';
import { descriptors, forgetLoops, realLoop, simulate } from './support.ts';

forgetLoops();

const { O_CLOEXEC, O_NONBLOCK } = constants;
const FD = 7;
const nothing = () => {};

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Both ends of a pipe, open when the test begins. */
function pipe(): [number, number] {
  needsKernel();
  const ends = sys.pipe2(O_NONBLOCK | O_CLOEXEC);
  onTestFinished(() => {
    for (const end of ends) if (descriptors().has(end)) sys.close(end);
  });
  return ends;
}

/** A source that writes down when it is closed, and may do more then. */
function closable(log: string[], fd: number, andThen = nothing) {
  return {
    fileno: () => fd,
    close() {
      log.push(`closed ${fd}`);
      andThen();
    },
  };
}

describe('IOLoop.close', () => {
  it('gives poller and waker back to the kernel [B146]', () => {
    const before = descriptors();
    new IOLoop().close();
    expect(descriptors()).toEqual(before);
  });

  it('takes the waker off the interest list before it closes both [B146]', () => {
    const steps: string[] = [];
    const poller = new SimulatedPoller();
    const waker = poller.makeWaker();
    const loop = new PollIOLoop({}, () => ({ poller, waker, host: node }));
    vi.spyOn(poller, 'unregister').mockImplementation((fd) =>
      steps.push(`without ${fd}`),
    );
    vi.spyOn(waker, 'close').mockImplementation(() => steps.push('waker'));
    vi.spyOn(poller, 'close').mockImplementation(() => steps.push('poller'));
    loop.close();
    expect(steps).toEqual([`without ${waker.fileno()}`, 'waker', 'poller']);
  });

  it('drops callbacks and timeouts: none of them runs [B146]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(mark('callback'));
    loop.callAt(0, mark('timeout'));
    const start = loop.start();
    loop.close(); // before the first turn, which start() has put off by one hop
    await expect(start).rejects.toThrow(LoopClosedError);
    expect(log).toEqual([]);
  });

  it('lets go of the memory that callbacks and timeouts hold [B146]', async () => {
    const { loop } = simulate();
    const memory = (use: (callback: () => void) => void) => {
      const held = { bytes: 'many' };
      use(() => held);
      return new WeakRef(held);
    };
    const held = [
      memory((callback) => loop.addCallback(callback)),
      memory((callback) => loop.callLater(1000, callback)),
    ];
    loop.close();
    await node.hop(collectGarbage);
    expect(held.map((reference) => reference.deref())).toEqual([undefined, undefined]);
  });

  it('leaves the watched descriptors open [B146]', () => {
    const [readEnd, writeEnd] = pipe();
    const loop = new IOLoop();
    loop.addHandler(readEnd, nothing, IOLoop.READ);
    loop.addHandler(writeEnd, nothing, IOLoop.WRITE);
    loop.close();
    expect([...descriptors().keys()]).toEqual(
      expect.arrayContaining([readEnd, writeEnd]),
    );
  });

  it('leaves watched objects alone [B146]', () => {
    const { loop, log } = simulate();
    loop.addHandler(closable(log, FD), nothing, IOLoop.READ);
    loop.close();
    expect(log).toEqual([]);
  });

  it('does nothing when called again [B149]', () => {
    needsKernel();
    const loop = new IOLoop();
    loop.close();
    expect(() => loop.close()).not.toThrow(); // or EBADF, or somebody else's descriptor
  });
});

describe('IOLoop.close({ allFds: true })', () => {
  it('closes watched numbers [B147]', () => {
    const [readEnd, writeEnd] = pipe();
    const loop = new IOLoop();
    loop.addHandler(readEnd, nothing, IOLoop.READ);
    loop.close({ allFds: true });
    expect(descriptors().has(readEnd)).toBe(false);
    expect(descriptors().has(writeEnd)).toBe(true); // nobody watched that one
  });

  it('closes watched objects by their own close() [B147]', () => {
    const { loop, log } = simulate();
    loop.addHandler(closable(log, FD), nothing, IOLoop.READ);
    loop.addHandler(closable(log, FD + 1), nothing, IOLoop.READ);
    loop.close({ allFds: true });
    expect(log).toEqual(['closed 7', 'closed 8']);
  });

  it('closes the number of an object that has no close() [B147]', () => {
    const [readEnd] = pipe();
    const loop = new IOLoop();
    loop.addHandler({ fileno: () => readEnd }, nothing, IOLoop.READ);
    loop.close({ allFds: true });
    expect(descriptors().has(readEnd)).toBe(false);
  });

  it('goes on when one of them cannot be closed [B147]', () => {
    const [readEnd] = pipe();
    const { loop, log } = simulate();
    const stubborn = closable(log, FD, () => {
      throw new Error('I stay');
    });
    loop.addHandler(stubborn, nothing, IOLoop.READ);
    loop.addHandler(readEnd, nothing, IOLoop.READ);
    loop.addHandler(closable(log, FD + 1), nothing, IOLoop.READ);
    sys.close(readEnd); // no longer open: EBADF
    loop.close({ allFds: true });
    expect(log).toEqual(['closed 7', 'closed 8']);
  });

  // Tornado iterates over the very table from which removeHandler() then deletes.
  it('lets a source remove its handler, and others, while it closes [B148]', () => {
    const { loop, log } = simulate();
    const others = [FD + 1, FD + 2].map((fd) => closable(log, fd));
    const first = closable(log, FD, () => {
      for (const source of [first, ...others]) loop.removeHandler(source);
    });
    for (const source of [first, ...others]) {
      loop.addHandler(source, nothing, IOLoop.READ);
    }
    loop.close({ allFds: true });
    expect(log).toEqual(['closed 7', 'closed 8', 'closed 9']);
  });

  // In Tornado other threads may add callbacks at any time: here only a source can.
  it('drops a callback that a source adds while it closes [B151]', () => {
    const { loop, log, logger, mark } = simulate();
    const source = closable(log, FD, () => loop.addCallback(mark('too late')));
    loop.addHandler(source, nothing, IOLoop.READ);
    loop.close({ allFds: true });
    expect(log).toEqual(['closed 7']);
    expect(logger.entries).toEqual([]);
  });
});

describe('a loop that is closed', () => {
  function closed() {
    const { loop, ...rest } = simulate();
    loop.addHandler(FD, nothing, IOLoop.READ);
    loop.close();
    return { loop, ...rest };
  }

  it.each<[string, (loop: SimulatedIOLoop) => unknown]>([
    ['addHandler()', (loop) => loop.addHandler(FD, nothing, IOLoop.READ)],
    ['updateHandler()', (loop) => loop.updateHandler(FD, IOLoop.WRITE)],
    ['callAt()', (loop) => loop.callAt(0, nothing)],
    ['callLater()', (loop) => loop.callLater(0, nothing)],
    ['addTimeout()', (loop) => loop.addTimeout(0, nothing)],
    ['run()', (loop) => loop.run(nothing)],
    ['run({ timeout })', (loop) => loop.run(nothing, { timeout: 10 })],
    ['start()', (loop) => loop.start()],
    ['startSync()', (loop) => node.hop(() => loop.startSync())],
  ])(
    'refuses %s with LoopClosedError, and is not running then [B149]',
    async (_, use) => {
      const { loop } = closed();
      await expect((async () => use(loop))()).rejects.toThrow(LoopClosedError);
      expect(loop.running).toBe(false);
    },
  );

  it('says in the error which call came too late [B149]', () => {
    const { loop } = closed();
    expect(() => loop.callAt(10, nothing)).toThrow(
      'IOLoop.callAt() after close(): a closed loop cannot be used again',
    );
  });

  it.each<[string, (loop: SimulatedIOLoop) => unknown]>([
    ['addCallback()', (loop) => loop.addCallback(nothing)],
    ['spawnCallback()', (loop) => loop.spawnCallback(nothing)],
    ['addCallbackFromSignal()', (loop) => loop.addCallbackFromSignal(nothing)],
    ['removeHandler()', (loop) => loop.removeHandler(FD)],
    ['stop()', (loop) => loop.stop()],
    ['time()', (loop) => loop.time()],
  ])('still allows %s [B149]', (_, use) => {
    const { loop } = closed();
    expect(() => use(loop)).not.toThrow();
  });

  it('still allows removeTimeout() [B149]', () => {
    const { loop } = simulate();
    const timeout = loop.callLater(10, nothing);
    loop.close();
    expect(() => loop.removeTimeout(timeout)).not.toThrow();
  });
});

describe('close() while the loop runs', () => {
  // Tornado closes the epoll descriptor under its own feet: the next poll fails.
  it('is refused in a callback, and the loop goes on [B150]', async () => {
    const { loop, log, logger, mark } = simulate();
    loop.addCallback(() => loop.close());
    loop.callLater(10, mark('still here'));
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(logger.entries.map(({ error }) => error)).toEqual([
      new Error('close() while the loop is running: stop() it first'),
    ]);
    expect(log).toEqual(['still here']);
  });

  it('is refused after stop(), too, until start() has ended [B150]', async () => {
    const { loop, logger } = simulate();
    loop.addCallback(() => {
      loop.stop();
      loop.close();
    });
    await loop.start();
    expect(logger.entries).toHaveLength(1);
    loop.close();
    expect(() => loop.start()).toThrow(LoopClosedError);
  });
});

describe('a closed loop', () => {
  it('leaves alone the loop that got its numbers', async () => {
    const { loop: closed } = realLoop();
    closed.close();
    const { loop, log, mark } = realLoop();
    const [reader, writer] = sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
    const onRead = () => {
      mark('read')();
      loop.stop();
    };
    loop.addHandler(reader, onRead, IOLoop.READ);
    closed.removeHandler(reader);
    closed.stop();
    sys.write(writer, new Uint8Array(1), 0, 1);
    loop.callLater(2000, () => loop.stop());
    await loop.start();
    for (const fd of [reader, writer]) sys.close(fd);
    expect(log).toEqual(['read']);
  });
});
