import { describe, expect, it } from 'vitest';
import { nameOf } from '../../loop/core/callback.ts';
import { type IOLoop, LoopExit, PeriodicCallback } from '../../loop/index.ts';
import { forgetLoops, simulate } from './support.ts';

forgetLoops();

const PERIOD = 10;

/**
 * A loop whose clock shows 1000. `beat()` makes a callback that notes when it is called
 * and then does `work`, given the number of the call. `clock.ahead` is by how much the
 * clock has been set, like a clock on a wall.
 */
function at1000() {
  const clock = { ahead: 0 };
  const { loop, poller, ...rest } = simulate({
    now: (): number => poller.now + clock.ahead,
  });
  poller.advance(1000);
  const beats: number[] = [];
  const beat =
    (work = (_call: number): unknown => undefined) =>
    () => {
      beats.push(loop.time());
      return work(beats.length);
    };
  const until = (time: number) => {
    loop.callAt(time, () => loop.stop());
    return loop.start();
  };
  return { loop, poller, clock, beats, beat, until, ...rest };
}

describe('new PeriodicCallback', () => {
  it.each([0, -1, NaN])('throws RangeError for a period of %d [B152]', (period) => {
    simulate();
    expect(() => new PeriodicCallback(() => {}, period)).toThrow(
      new RangeError(`A period is greater than 0, got ${period}`),
    );
  });

  it('takes a fraction of a millisecond: it is the poll that rounds up [B76, B152]', async () => {
    const { beats, beat, until } = at1000();
    new PeriodicCallback(beat(), 2.5).start();
    await until(1011);
    expect(beats).toEqual([1003, 1005, 1008, 1010]);
  });

  it('calls nobody until start() [B153]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    await until(1055);
    expect(periodic.isRunning()).toBe(false);
    expect(beats).toEqual([]);
  });

  it('takes the loop that is current then, not at start() [B164]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    const { loop: later } = simulate();
    later.makeCurrent();
    periodic.start();
    await until(1015);
    expect(beats).toEqual([1010]);
  });

  it('takes the loop it is given [B164]', async () => {
    const { loop, beats, beat, until } = at1000();
    simulate().loop.makeCurrent();
    new PeriodicCallback(beat(), PERIOD, { loop }).start();
    await until(1015);
    expect(beats).toEqual([1010]);
  });
});

describe('a period', () => {
  it.each([0, Number.NaN, -5, Infinity])(
    'of %d is refused, later too [B181]',
    (period) => {
      const { loop } = simulate();
      const beat = new PeriodicCallback(() => {}, 10, { loop });
      expect(() => {
        beat.callbackTime = period;
      }).toThrow(RangeError);
      expect(beat.callbackTime).toBe(10);
    },
  );

  it.each([-0.1, 1.5, Number.NaN])('cannot vary by %d of itself [B181]', (jitter) => {
    const { loop } = simulate();
    expect(() => new PeriodicCallback(() => {}, 10, { loop, jitter })).toThrow(
      RangeError,
    );
  });

  it('is over with its loop, and isRunning() says so [B181]', () => {
    const { loop } = simulate();
    const beat = new PeriodicCallback(() => {}, 10, { loop });
    beat.start();
    loop.close();
    expect(beat.isRunning()).toBe(false);
  });
});

describe('PeriodicCallback.start', () => {
  it('has the first call come one period later, not at once [B153]', async () => {
    const { beats, beat, until } = at1000();
    new PeriodicCallback(beat(), PERIOD).start();
    await until(1055);
    expect(beats).toEqual([1010, 1020, 1030, 1040, 1050]);
  });

  it('goes by the clock of the loop [B166]', async () => {
    const { beats, beat, clock, until } = at1000();
    clock.ahead = 4000;
    new PeriodicCallback(beat(), PERIOD).start();
    await until(5025);
    expect(beats).toEqual([5010, 5020]);
  });

  // Tornado has two chains then, and calls twice in each period.
  it('changes nothing when called again [B160]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    periodic.start();
    await until(1005);
    periodic.start();
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
  });

  it('begins a new grid after stop() [B159]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    periodic.start();
    await until(1013);
    periodic.stop();
    await until(1016);
    periodic.start();
    await until(1050);
    expect(beats).toEqual([1010, 1026, 1036, 1046]);
  });
});

describe('PeriodicCallback.stop', () => {
  it('means no further call, nor a wake-up for it [B158]', async () => {
    const { beats, beat, poller, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    periodic.start();
    await until(1015);
    periodic.stop();
    await until(1055);
    expect(beats).toEqual([1010]);
    expect(poller.log.map(({ end }) => end)).not.toContain(1020);
  });

  it('may come from the callback itself [B158]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(
      beat((call) => {
        if (call === 2) periodic.stop();
      }),
      PERIOD,
    );
    periodic.start();
    await until(1055);
    expect(beats).toEqual([1010, 1020]);
  });

  it('shows in isRunning() [B158]', async () => {
    simulate();
    const periodic = new PeriodicCallback(() => {}, PERIOD);
    const seen = [periodic.isRunning()];
    periodic.start();
    seen.push(periodic.isRunning());
    periodic.stop();
    seen.push(periodic.isRunning());
    expect(seen).toEqual([false, true, false]);
  });

  // Tornado goes on with the old chain besides the new one: 1010 1020 1020 1030 1030.
  it('and start() in the callback make one chain, which ends with stop() [B161]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(
      beat((call) => {
        if (call > 1) return;
        periodic.stop();
        periodic.start();
      }),
      PERIOD,
    );
    periodic.start();
    await until(1035);
    periodic.stop();
    await until(1075);
    expect(beats).toEqual([1010, 1020, 1030]);
  });
});

describe('the beats of a PeriodicCallback', () => {
  it('keep to the grid; those that fall into work are skipped [B154]', async () => {
    const { beats, beat, poller, until } = at1000();
    const work = [9, 9, 10, 11, 20, 20, 35, 35, 0, 0, 0]; // ms for each call
    const slow = beat((call) => poller.advance(work[call - 1] ?? 0));
    new PeriodicCallback(slow, PERIOD).start();
    await until(1235);
    expect(beats).toEqual([
      1010, 1020, 1030, 1050, 1070, 1100, 1130, 1170, 1210, 1220, 1230,
    ]);
  });

  it('jump with a clock that is set far ahead, back on the same grid [B155, B168]', async () => {
    const { beats, beat, clock, loop } = at1000();
    const settingTheClock = beat((call) => {
      if (call === 2) clock.ahead = 1_234_567;
      if (call === 4) loop.stop();
    });
    new PeriodicCallback(settingTheClock, PERIOD).start();
    await loop.start();
    expect(beats).toEqual([1010, 1020, 1_235_590, 1_235_600]);
  });

  it('are not made up for when the clock is set ahead in a sleep [B155, B168]', async () => {
    const { beats, beat, clock, loop, poller } = at1000();
    poller.at(1025, () => {
      clock.ahead = 1_234_567;
    });
    const counting = beat((call) => call === 4 && loop.stop());
    new PeriodicCallback(counting, PERIOD).start();
    await loop.start();
    expect(beats).toEqual([1010, 1020, 1_235_597, 1_235_600]);
  });

  // Tornado 4 calls again at the deadline it has just met: at 1010 four times.
  it('keep to the grid when the callback sets the clock back [B156, B168]', async () => {
    const { beats, beat, clock, loop } = at1000();
    const back = [2, 1, 3, 2, 0];
    const settingTheClock = beat((call) => {
      clock.ahead -= back[call - 1] ?? 0;
      if (call === 5) loop.stop();
    });
    new PeriodicCallback(settingTheClock, PERIOD).start();
    await loop.start();
    expect(beats).toEqual([1010, 1020, 1030, 1040, 1050]);
  });

  it('pause when the clock is set far back, until it has caught up [B156, B168]', async () => {
    const { beats, beat, clock, loop, poller } = at1000();
    const real: number[] = [];
    const settingTheClock = beat((call) => {
      real.push(poller.now);
      if (call === 1) clock.ahead = -100;
      if (call === 3) loop.stop();
    });
    new PeriodicCallback(settingTheClock, PERIOD).start();
    await loop.start();
    expect(beats).toEqual([1010, 1020, 1030]);
    expect(real).toEqual([1010, 1120, 1130]);
  });

  it('wander with jitter: 0.5 makes each up to a quarter longer or shorter [B157]', async () => {
    const { beats, beat, loop } = at1000();
    const drawn = [0.5, 1, 0, 0.75, 0.5];
    const random = () => drawn.shift() ?? 0;
    const counting = beat((call) => call === 4 && loop.stop());
    new PeriodicCallback(counting, PERIOD, { jitter: 0.5, random }).start();
    await loop.start();
    expect(beats).toEqual([1010, 1023, 1030, 1042]); // 1022.5 and 1041.25, rounded up
  });

  it('follow callbackTime, each time the next one is planned [B167]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(
      beat((call) => {
        if (call === 2) periodic.callbackTime = 30;
      }),
      PERIOD,
    );
    periodic.start();
    await until(1085);
    expect(beats).toEqual([1010, 1020, 1050, 1080]);
  });

  it('do not follow callbackTime when already planned [B167]', async () => {
    const { beats, beat, until } = at1000();
    const periodic = new PeriodicCallback(beat(), PERIOD);
    periodic.start();
    await until(1015);
    periodic.callbackTime = 30;
    await until(1085);
    expect(beats).toEqual([1010, 1020, 1050, 1080]);
  });
});

describe('a PeriodicCallback that fails', () => {
  it('is reported in the name of the callback, and goes on [B162]', async () => {
    const { beats, beat, loop, log, until } = at1000();
    loop.handleCallbackException = (callback, error) => {
      log.push(`${nameOf(callback)}: ${error}`);
    };
    const work = beat();
    function broken(): never {
      work();
      throw new Error('no good');
    }
    new PeriodicCallback(broken, PERIOD).start();
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
    expect(log).toEqual(['broken: Error: no good', 'broken: Error: no good']);
  });

  it('is reported, and goes on, when its promise rejects [B162, B163]', async () => {
    const { beats, beat, loop, log, until } = at1000();
    loop.handleCallbackException = (callback, error) => {
      log.push(`${nameOf(callback)}: ${error}`);
    };
    const work = beat();
    async function broken(): Promise<never> {
      work();
      await null;
      throw new Error('no good');
    }
    new PeriodicCallback(broken, PERIOD).start();
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
    expect(log).toEqual(['broken: Error: no good', 'broken: Error: no good']);
  });

  it('passes a LoopExit on, and is still running for the next start() [B140]', async () => {
    const { beats, beat, until } = at1000();
    const exiting = beat((call) => {
      if (call === 1) throw new LoopExit('enough');
    });
    new PeriodicCallback(exiting, PERIOD).start();
    await expect(until(1025)).rejects.toThrow('enough');
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
  });
});

describe('an async PeriodicCallback', () => {
  const pause = (loop: IOLoop, delay: number) =>
    new Promise<void>((resolve) => loop.callLater(delay, resolve));

  // Tornado 4 and 5 call again although the last call has not ended.
  it('is awaited: no call begins before the last one has ended [B163]', async () => {
    const { beats, beat, loop, until } = at1000();
    const slow = beat(() => pause(loop, 25));
    new PeriodicCallback(slow, PERIOD).start();
    await until(1080);
    expect(beats).toEqual([1010, 1040, 1070]);
  });

  it('is not awaited with overlap: true [B163]', async () => {
    const { beats, beat, loop, until } = at1000();
    const slow = beat(() => pause(loop, 25));
    new PeriodicCallback(slow, PERIOD, { overlap: true }).start();
    await until(1035);
    expect(beats).toEqual([1010, 1020, 1030]);
  });

  it('hands its promise to the loop then, which hears of a failure [B163, B165]', async () => {
    const { beats, beat, logger, until } = at1000();
    const failure = new Error('no good');
    const broken = beat(() => Promise.reject(failure));
    new PeriodicCallback(broken, PERIOD, { overlap: true }).start();
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
    expect(logger.entries.map(({ error }) => error)).toEqual([failure, failure]);
  });

  it('may be stopped while it is awaited [B158, B163]', async () => {
    const { beats, beat, loop, until } = at1000();
    const periodic = new PeriodicCallback(
      beat(() => pause(loop, 25)),
      PERIOD,
    );
    periodic.start();
    await until(1020);
    periodic.stop();
    await until(1080);
    expect(beats).toEqual([1010]);
  });

  it('has one chain only, if stopped and started while it is awaited [B161, B163]', async () => {
    const { beats, beat, loop, until } = at1000();
    const periodic = new PeriodicCallback(
      beat((call) => (call === 1 ? pause(loop, 25) : undefined)),
      PERIOD,
    );
    periodic.start();
    await until(1012);
    periodic.stop();
    periodic.start();
    await until(1045);
    periodic.stop();
    await until(1075);
    expect(beats).toEqual([1010, 1022, 1032, 1042]);
  });

  it('passes a LoopExit on [B140]', async () => {
    const { beats, beat, until } = at1000();
    const exiting = beat(async (call) => {
      await null;
      if (call === 1) throw new LoopExit('enough');
    });
    new PeriodicCallback(exiting, PERIOD).start();
    await expect(until(1025)).rejects.toThrow('enough');
    await until(1025);
    expect(beats).toEqual([1010, 1020]);
  });
});
