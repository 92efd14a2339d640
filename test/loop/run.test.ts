import { describe, expect, it } from 'vitest';
import type { Runnable, RunOptions } from '../../loop/core/run.ts';
import { LoopExit, LoopStoppedError, TimeoutError } from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { forgetLoops, realLoop, simulate } from './support.ts';

forgetLoops();

const never = () => new Promise<never>(() => {});

describe('IOLoop.run', () => {
  it('gives what an async function returns [B127]', async () => {
    const { loop } = simulate();
    const answer = await loop.run(async () => {
      await loop.moment();
      return 42;
    });
    expect(answer).toBe(42);
  });

  it('turns until the promise settles, and no longer [B127]', async () => {
    const { loop } = simulate();
    await loop.run(() => new Promise<void>((resolve) => loop.callLater(100, resolve)));
    expect(loop.time()).toBe(100);
    expect(loop.running).toBe(false);
  });

  it('takes anything with a then() for a promise [B127, B128]', async () => {
    const { loop } = simulate();
    const thenable = {
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what this is about
      then: (resolve: (value: number) => void) => resolve(42),
    } as PromiseLike<number>;
    expect(await loop.run(() => thenable)).toBe(42);
  });

  it('gives undefined for a function that returns nothing [B127]', async () => {
    const { loop, log, mark } = simulate();
    expect(await loop.run(mark('ran'))).toBeUndefined();
    expect(log).toEqual(['ran']);
  });

  it('rejects with what an async function throws [B127]', async () => {
    const { loop, logger } = simulate();
    const failure = new Error('after a turn');
    const run = loop.run(async () => {
      await loop.moment();
      throw failure;
    });
    await expect(run).rejects.toBe(failure);
    expect(logger.entries).toEqual([]);
  });

  it('rejects with what a plain function throws [B127]', async () => {
    const { loop, logger } = simulate();
    const failure = new Error('at once');
    const run = loop.run(() => {
      throw failure;
    });
    await expect(run).rejects.toBe(failure);
    expect(logger.entries).toEqual([]);
  });

  it.each([42, 'tea', null])(
    'rejects a function that returns %j [B128]',
    async (value) => {
      const { loop } = simulate();
      const plain = () => value as unknown as Runnable; // somebody forgot a promise
      await expect(loop.run(plain)).rejects.toThrow(
        new TypeError(
          `run() needs a function that returns a promise or nothing, got ${value}`,
        ),
      );
    },
  );

  // Tornado waits for all of them.
  it('rejects a function that returns a list of promises [B128]', async () => {
    const { loop } = simulate();
    const list = () => [Promise.resolve()] as unknown as Runnable;
    await expect(loop.run(list)).rejects.toThrow(TypeError);
  });

  it('polls once for an immediate result, without sleeping [B129]', async () => {
    const { loop, poller } = simulate();
    await loop.run(() => {});
    expect(poller.log.map(({ timeout }) => timeout)).toEqual([0]);
  });

  it.each([
    ['an option that it does not know', { timout: 10 }, /Unknown option 'timout'/],
    ['a timeout that is no number', { timeout: Number.NaN }, TypeError],
  ])('refuses %s [B181]', (_, options, error) => {
    const { loop } = simulate();
    expect(() => loop.run(never, options as RunOptions)).toThrow(error);
    expect(loop.running).toBe(false);
  });

  it('throws when what it runs is no function', () => {
    const { loop } = simulate();
    const notAFunction = 42 as unknown as () => void;
    expect(() => loop.run(notAFunction)).toThrow(TypeError);
    expect(loop.running).toBe(false);
  });

  it('rejects with the LoopExit that ends the loop meanwhile [B140]', async () => {
    const { loop } = simulate();
    loop.callLater(10, () => {
      throw new LoopExit('enough');
    });
    await expect(loop.run(never)).rejects.toThrow('enough');
  });
});

describe('IOLoop.run with a timeout', () => {
  it('rejects with TimeoutError when the time is up [B130]', async () => {
    const { loop } = simulate();
    const run = loop.run(never, { timeout: 20 });
    await expect(run).rejects.toThrow(
      new TimeoutError('Operation timed out after 20 ms'),
    );
    expect(loop.time()).toBe(20);
  });

  it('waits for it in the kernel, on a real loop [B130]', async () => {
    const { loop } = realLoop();
    const start = loop.time();
    const run = loop.run(never, { timeout: 20 });
    await expect(run).rejects.toThrow(TimeoutError);
    expect(loop.time() - start).toBeGreaterThanOrEqual(20);
  });

  it('removes its timer when the result is there [B130]', async () => {
    const { loop, poller } = simulate();
    await loop.run(() => {}, { timeout: 20 });
    loop.callLater(50, () => loop.stop());
    await loop.start();
    expect(poller.log.map(({ end }) => end)).not.toContain(20);
  });

  it('removes its timer when somebody else stops the loop [B130, B131]', async () => {
    const { loop, poller } = simulate();
    loop.callLater(10, () => loop.stop());
    await expect(loop.run(never, { timeout: 20 })).rejects.toThrow(LoopStoppedError);
    loop.callAt(50, () => loop.stop());
    await loop.start();
    expect(poller.log.map(({ end }) => end)).not.toContain(20);
  });

  it('gives a result that comes in the very turn of the timeout [B130]', async () => {
    const { loop, poller } = simulate();
    const run = loop.run(
      async () => {
        poller.advance(30); // hard at work
        return 'just in time';
      },
      { timeout: 20 },
    );
    expect(await run).toBe('just in time');
  });

  // Tornado leaves "stop the loop" hanging on the old future: the second run would be
  // stopped at 30, and would time out "after None seconds".
  it('is not haunted by a result that comes late [B133]', async () => {
    const { loop } = simulate();
    const at = (time: number, word: string) =>
      new Promise<string>((resolve) => loop.callAt(time, resolve, word));
    const first = loop.run(() => at(30, 'late'), { timeout: 20 });
    await expect(first).rejects.toThrow(TimeoutError);
    expect(await loop.run(() => at(40, 'second'))).toBe('second');
    expect(loop.time()).toBe(40);
  });

  it('is not haunted by a function that fails late [B133]', async () => {
    const { loop, logger } = simulate();
    const first = loop.run(
      () => new Promise((_, reject) => loop.callAt(30, reject, new Error('late'))),
      { timeout: 20 },
    );
    await expect(first).rejects.toThrow(TimeoutError);
    loop.callAt(40, () => loop.stop());
    await loop.start();
    expect(logger.entries).toEqual([]);
  });
});

describe('IOLoop.run and stop', () => {
  // Tornado says that the operation timed out "after None seconds".
  it('rejects with LoopStoppedError when somebody else stops the loop [B131]', async () => {
    const { loop } = simulate();
    loop.callLater(10, () => loop.stop());
    await expect(loop.run(never)).rejects.toThrow(
      new LoopStoppedError('The loop was stopped before run() had its result'),
    );
  });

  it('gives the value all the same when the function itself has stopped it [B176]', async () => {
    const { loop } = simulate();
    const stopping = async () => {
      loop.stop();
      return 1;
    };
    expect(await loop.run(stopping)).toBe(1);
  });

  // Tornado fails on an attribute of None; its function stays queued, and runs later.
  it('never calls the function if the loop was stopped before [B132]', async () => {
    const { loop, log, mark } = simulate();
    loop.stop();
    await expect(loop.run(mark('ran'))).rejects.toThrow(LoopStoppedError);
    loop.addCallback(() => loop.addCallback(() => loop.stop()));
    await loop.start();
    expect(log).toEqual([]);
  });

  it('can be called again afterwards [B132]', async () => {
    const { loop } = simulate();
    loop.stop();
    await expect(loop.run(never)).rejects.toThrow(LoopStoppedError);
    expect(await loop.run(async () => 42)).toBe(42);
  });
});

describe('IOLoop.run on a loop that runs', () => {
  // Tornado refuses too, but has queued the function by then: it runs, and its end
  // stops the outer loop.
  it('throws, and never calls the function [B134]', async () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(async () => {
      try {
        await loop.run(mark('ran'));
      } catch (error) {
        log.push((error as Error).message);
      }
    });
    loop.callLater(10, mark('still turning'));
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['IOLoop is already running', 'still turning']);
  });

  it('throws when the other run is only about to begin [B134]', async () => {
    const { loop, log, mark } = simulate();
    const first = loop.run(mark('first'));
    const second = () => loop.run(mark('second'), { timeout: 10 });
    expect(second).toThrow('IOLoop is already running');
    await first;
    expect(log).toEqual(['first']);
  });
});

describe('IOLoop.runSync', () => {
  it('blocks until the result is there, and returns it [B127]', async () => {
    const { loop } = simulate();
    const answer = await node.hop(() =>
      loop.runSync(async () => {
        await loop.moment();
        return 42;
      }),
    );
    expect(answer).toBe(42);
  });

  it('throws what the function throws [B127]', async () => {
    const { loop } = simulate();
    const failure = new Error('after a turn');
    const run = () =>
      loop.runSync(async () => {
        await loop.moment();
        throw failure;
      });
    await node.hop(() => expect(run).toThrow(failure));
  });

  it('throws TimeoutError when the time is up [B130]', async () => {
    const { loop } = simulate();
    const run = () => loop.runSync(never, { timeout: 20 });
    await node.hop(() => expect(run).toThrow(TimeoutError));
    expect(loop.time()).toBe(20);
  });

  it('throws in a callback, and never calls the function [B134]', async () => {
    const { loop, log, logger, mark } = simulate();
    loop.addCallback(() => loop.runSync(mark('ran')));
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
    expect(logger.entries).toHaveLength(1);
    expect(logger.entries[0]?.error).toEqual(new Error('IOLoop is already running'));
  });

  it('throws inside a promise job, and never calls the function [B136]', async () => {
    const { loop, log, mark } = simulate();
    expect(() => loop.runSync(mark('ran'))).toThrow('inside a promise job');
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
  });
});
