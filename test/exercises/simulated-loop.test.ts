import { describe, expect, it } from 'vitest';
import { SimulatedLoop } from '../../content/exercises/support/simulated-loop.ts';
import { IOLoop, SimulatedIOLoop } from '../../loop/index.ts';
import { Lesson } from '../../site/exercises/run/lesson.ts';

type Simulated = SimulatedLoop | SimulatedIOLoop;
type Say = (word: string) => void;

const pollerOf = (loop: Simulated) =>
  loop instanceof SimulatedLoop ? SimulatedLoop.inside(loop).poller : loop.poller;

const later = (loop: Simulated, ms: number) =>
  new Promise<void>((resolve) => void loop.callLater(ms, resolve));

/** Programs that use promises, each of which stops its loop. */
const PROGRAMS: Record<string, (loop: Simulated, say: Say) => void> = {
  'waits in a callback': (loop, say) => {
    loop.addCallback(async () => {
      say('a');
      await later(loop, 10);
      say('b');
      await loop.moment();
      say('c');
      loop.stop();
    });
  },
  'has a long chain of jobs before it queues anything': (loop, say) => {
    loop.addCallback(async () => {
      for (let i = 0; i < 20; i++) await null;
      say('at last');
      loop.addCallback(() => loop.stop());
    });
    loop.callLater(100, () => say('too late'));
  },
  'has two who wait side by side': (loop, say) => {
    for (const [word, ms] of [
      ['a', 5] as const,
      ['b', 5] as const,
      ['c', 3] as const,
    ]) {
      loop.addCallback(async () => {
        await later(loop, ms);
        say(word);
      });
    }
    loop.callLater(20, () => loop.stop());
  },
  'answers in a handler that waits': (loop, say) => {
    loop.addHandler(
      7,
      async () => {
        pollerOf(loop).lower(7, IOLoop.READ);
        await null;
        say('read');
        loop.addCallback(say, 'reply');
      },
      IOLoop.READ,
    );
    pollerOf(loop).at(30, () => pollerOf(loop).raise(7, IOLoop.READ));
    loop.callLater(50, () => loop.stop());
  },
  'stops in a promise job': (loop, say) => {
    loop.addFuture(later(loop, 10), () => say('settled'));
    loop.callLater(10, async () => {
      await null;
      loop.stop();
    });
    loop.callLater(10, () => say('due'));
  },
};

async function run(loop: Simulated, program: (loop: Simulated, say: Say) => void) {
  const said: string[] = [];
  program(loop, (word) => void said.push(`${loop.time()} ${word}`));
  await loop.start();
  loop.close();
  return { said, polls: pollerOf(loop).log };
}

describe('SimulatedLoop, which needs no checkpoint', () => {
  const create = () => new SimulatedLoop({ makeCurrent: false });

  it.each(Object.entries(PROGRAMS))(
    'does the same as SimulatedIOLoop where a program %s',
    async (_, program) => {
      const there = await run(new SimulatedIOLoop({ makeCurrent: false }), program);
      expect(await run(create(), program)).toEqual(there);
      expect(there.said.length).toBeGreaterThan(0);
    },
  );

  it('has one poll in each turn of its score, the last one excepted', async () => {
    const loop = create();
    await run(loop, PROGRAMS['waits in a callback'] as (typeof PROGRAMS)[string]);
    const { turns } = SimulatedLoop.inside(loop).score;
    expect(turns.map(({ poll }) => poll?.timeout)).toEqual([10, 0, undefined]);
    expect(turns[0]?.callbacks).toHaveLength(1);
    expect(turns.at(-1)).not.toHaveProperty('poll');
  });

  it('is current for what waits, and gives it back', async () => {
    const loop = create();
    IOLoop.clearCurrent();
    let current: IOLoop | null = null;
    await run(loop, () => {
      loop.addCallback(async () => {
        await later(loop, 10);
        current = IOLoop.current(false);
        loop.stop();
      });
    });
    expect(current).toBe(loop);
    expect(IOLoop.current(false)).toBeNull();
  });

  it('refuses to spin, and says at what time', async () => {
    const loop = create();
    loop.addHandler(7, () => {}, IOLoop.READ);
    pollerOf(loop).at(25, () => pollerOf(loop).raise(7, IOLoop.READ));
    await expect(loop.start()).rejects.toThrow('the clock stands at 25 ms');
  });

  it('refuses to sleep for ever', async () => {
    await expect(create().start()).rejects.toThrow(Lesson);
    const loop = create();
    expect(() => loop.startSync()).toThrow('would sleep for ever');
  });

  it('ends start() with the error of a callback', async () => {
    const loop = create();
    loop.addCallback(() => {
      throw new Error('broken');
    });
    await expect(loop.start()).rejects.toThrow('broken');
  });
});
