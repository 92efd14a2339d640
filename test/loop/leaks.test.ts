import { describe, expect, it } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { heapUsed } from '../memory.ts';
import { descriptors, forgetLoops, realLoop, recorder } from './support.ts';

forgetLoops();

const TIMERS = 100_000;
const LOOPS = 1000;
const MIB = 1024 * 1024;
const A_DAY = 86_400_000;
const nothing = () => {};
const backEnds = ['epoll', 'kqueue', 'poll', 'select', 'hosted'].filter((name) =>
  IOLoop.registered(name)?.isAvailable(),
);

/** What `work` leaves behind. It runs twice: what is made once, it makes the first time. */
async function leftBy(
  work: () => Promise<void>,
): Promise<{ fds: number; mib: number }> {
  await work();
  const before = { fds: descriptors().size, heap: heapUsed() };
  await work();
  const fds = descriptors().size - before.fds;
  const mib = (heapUsed() - before.heap) / MIB;
  console.log(`${fds} more descriptors, ${mib.toFixed(2)} MiB more`);
  return { fds, mib };
}

describe('A hundred thousand timeouts', () => {
  /** With one that stays on top of the heap: what lies below it has to be swept out. */
  function loopWithATimeout(): IOLoop {
    const { loop } = realLoop();
    loop.callLater(A_DAY / 2, nothing);
    return loop;
  }

  it('added and cancelled all together leave nothing behind [B64, B69]', async () => {
    const loop = loopWithATimeout();
    const left = await leftBy(async () => {
      const timeouts = Array.from({ length: TIMERS }, () => {
        const payload = new Array(100).fill(0);
        return loop.callLater(A_DAY, () => payload);
      });
      for (const timeout of timeouts) loop.removeTimeout(timeout);
      await loop.run(() => loop.moment()); // a turn, to sweep
    });
    expect(left.fds).toBe(0);
    expect(left.mib).toBeLessThan(1);
  });

  it('added and cancelled one after the other never pile up [B64, B69]', async () => {
    const loop = loopWithATimeout();
    const left = await leftBy(() =>
      loop.run(async () => {
        for (let i = 0; i < TIMERS; i++) {
          loop.removeTimeout(loop.callLater(A_DAY, nothing));
          if (i % 1000 === 0) await loop.moment();
        }
      }),
    );
    expect(left.fds).toBe(0);
    expect(left.mib).toBeLessThan(1);
  });
});

describe('A thousand loops', () => {
  /** One that has all that a loop may have, and closes with most of it still waiting. */
  async function live(): Promise<void> {
    const loop = new IOLoop({ logger: recorder() });
    const [readEnd, writeEnd] = sys.pipe2(constants.O_CLOEXEC | constants.O_NONBLOCK);
    loop.addHandler(readEnd, nothing, IOLoop.READ);
    loop.addSignalHandler('SIGUSR2', nothing);
    loop.callLater(A_DAY, nothing);
    await loop.run(() => loop.moment());
    loop.addCallback(nothing);
    loop.close({ allFds: true });
    sys.close(writeEnd);
  }

  it.each(backEnds)(
    'on %s, each used and closed, leave nothing behind [B146, B147]',
    async (name) => {
      IOLoop.configure(name);
      const left = await leftBy(async () => {
        for (let i = 0; i < LOOPS; i++) await live();
      });
      expect(left.fds).toBe(0);
      expect(left.mib).toBeLessThan(1);
    },
  );

  it('with a handle for a worker that never came leave nothing behind', async () => {
    const left = await leftBy(async () => {
      for (let i = 0; i < LOOPS; i++) {
        const loop = new IOLoop();
        loop.remote({ nothing });
        loop.close();
        await new Promise(setImmediate); // Node tells us then that the port is closed
      }
    });
    expect(left.fds).toBe(0);
    expect(left.mib).toBeLessThan(5);
  });
});
