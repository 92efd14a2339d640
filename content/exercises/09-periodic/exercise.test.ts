import { expect, test } from '../../../site/exercises/run/testing.ts';
import { simulate } from '../support/simulate.ts';
import { Periodic } from './start/periodic.ts';

const PERIOD = 100;

/** The times of the first beats. `work` says how long each call takes, in ms. */
function beats(until: number, work: (beat: number) => number = () => 0): number[] {
  const { loop, poller } = simulate();
  const times: number[] = [];
  const periodic = new Periodic(
    loop,
    function beat() {
      times.push(loop.time());
      poller.advance(work(times.length));
    },
    PERIOD,
  );
  loop.callAt(until, function stop() {
    periodic.stop();
    loop.stop();
  });
  periodic.start();
  loop.startSync();
  return times;
}

test(
  { zh: '每个周期调用一次', en: 'calls back once in every period', behaviour: [153] },
  () => {
    expect(beats(350), {
      zh: '第一拍在 `start()` 之后一个周期，不是马上；之后每 100 ms 一拍。',
      en: 'The first beat is one period after `start()`, not at once; then there is one every 100 ms.',
    }).toEqual([100, 200, 300]);
  },
);

test(
  {
    zh: '回调花了时间，拍子也不漂移',
    en: 'does not drift, though calls take time',
    behaviour: [154],
  },
  () => {
    expect(beats(1050, () => 3).at(-1), {
      zh: '每次调用花 3 ms，第十拍仍应在 1000 ms。从“现在”算下一拍，就会一拍比一拍晚。',
      en: 'Each call takes 3 ms, and the tenth beat has to be at 1000 ms all the same. Counted from now, each would be a little later than the last.',
    }).toBe(1000);
  },
);

test(
  {
    zh: '错过的拍子作废，不连着补',
    en: 'lets the beats fall out that a long call covers',
    behaviour: [154],
  },
  () => {
    expect(
      beats(650, (beat) => (beat === 1 ? 250 : 0)),
      {
        zh: '第一拍从 100 ms 一直忙到 350 ms，盖过了 200 和 300 两拍；下一拍是 400 ms。',
        en: 'The first call lasts from 100 to 350 ms and covers the beats at 200 and 300; the next one is at 400.',
      },
    ).toEqual([100, 400, 500, 600]);
  },
);

test({ zh: '停下以后不再调用', en: 'calls no more after stop()' }, () => {
  const { loop, log } = simulate();
  const periodic = new Periodic(loop, () => log.push('beat'), PERIOD);
  periodic.start();
  loop.callAt(250, () => periodic.stop());
  loop.callAt(1000, () => loop.stop());
  loop.startSync();
  expect(log, {
    zh: '250 ms 时停的，前面两拍之后就该没有了：排着的那个定时任务也要撤掉。',
    en: 'Stopped at 250 ms there must be two beats and no more. The timeout that is planned has to go as well.',
  }).toEqual(['beat', 'beat']);
});

test(
  {
    zh: '可以在回调里停下',
    en: 'can be stopped by its own callback',
    behaviour: [158],
  },
  () => {
    const { loop, log } = simulate();
    const periodic = new Periodic(
      loop,
      () => {
        log.push('beat');
        periodic.stop();
      },
      PERIOD,
    );
    periodic.start();
    loop.callAt(1000, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '回调里已经 `stop()` 了，运行完回调就不该再安排下一拍。',
      en: 'The callback has called `stop()`: no further beat may be planned after it.',
    }).toEqual(['beat']);
  },
);

test(
  {
    zh: '启动两次只有一条拍子',
    en: 'has one beat, though started twice',
    behaviour: [160],
  },
  () => {
    const { loop, log } = simulate();
    const periodic = new Periodic(loop, () => log.push('beat'), PERIOD);
    periodic.start();
    periodic.start();
    loop.callAt(150, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '已经启动了，再 `start()` 应该什么也不做。',
      en: 'Started already, a second `start()` has to do nothing.',
    }).toEqual(['beat']);
  },
);

test(
  {
    zh: '回调抛了错，下一拍照旧',
    en: 'goes on after a callback that throws',
    behaviour: [162],
  },
  () => {
    const reported: string[] = [];
    const { loop, log } = simulate({}, (error) => reported.push(String(error)));
    const periodic = new Periodic(
      loop,
      () => {
        log.push('beat');
        throw new Error('no rhythm');
      },
      PERIOD,
    );
    periodic.start();
    loop.callAt(250, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '抛错的那一拍之后，下一拍也该来：`finally` 在这里很合适。',
      en: 'The beat after the one that threw has to come, too: here is a good place for `finally`.',
    }).toEqual(['beat', 'beat']);
    expect(reported, {
      zh: '错误不要吞掉：让它传给循环，由循环上报。',
      en: 'Do not swallow the error: let it reach the loop, which reports it.',
    }).toEqual(['Error: no rhythm', 'Error: no rhythm']);
  },
);

/** The beats of one that `use` has in its hand. */
function beatsOf(
  period: number,
  use: (periodic: Periodic, at: (time: number, action: () => void) => void) => void,
  onBeat: (periodic: Periodic, beat: number) => void = () => {},
): number[] {
  const { loop } = simulate();
  const times: number[] = [];
  const periodic: Periodic = new Periodic(
    loop,
    function beat() {
      times.push(loop.time());
      onBeat(periodic, times.length);
    },
    period,
  );
  use(periodic, (time, action) => loop.callAt(time, action));
  loop.callAt(550, () => loop.stop());
  loop.startSync();
  return times;
}

test(
  {
    zh: '从 `start()` 的那一刻数起，周期是给它的那个',
    en: 'counts from start() on, by the period that it was given',
  },
  () => {
    const times = beatsOf(170, (periodic, at) => at(30, () => periodic.start()));
    expect(times, {
      zh: '30 ms 启动，周期 170 ms：第一拍在 200，然后 370、540。网格从启动的时刻算起，不从 0，周期也不总是 100。',
      en: 'Started at 30 ms with a period of 170: the first beat is at 200, then 370 and 540. The grid begins with the start, not at 0, and the period is not always 100.',
    }).toEqual([200, 370, 540]);
  },
);

test(
  {
    zh: '停下之后可以再启动',
    en: 'can be started again after stop()',
    behaviour: [158],
  },
  () => {
    const times = beatsOf(100, (periodic, at) => {
      periodic.stop(); // before the start: that is nothing
      periodic.start();
      at(150, () => periodic.stop());
      at(320, () => periodic.start());
    });
    expect(times, {
      zh: '没启动就 `stop()` 什么也不发生；停下又在 320 ms 启动，下一拍在 420，从新的起点数。',
      en: 'To `stop()` before the start does nothing. Stopped, and started again at 320 ms, it beats at 420: the grid begins anew.',
    }).toEqual([100, 420, 520]);
  },
);

test(
  {
    zh: '在回调里停下再启动，仍然只有一条拍子',
    en: 'has one beat, though its callback stops and starts it',
    behaviour: [158, 160],
  },
  () => {
    const restart = (periodic: Periodic, beat: number) => {
      if (beat !== 1) return;
      periodic.stop();
      periodic.start();
    };
    expect(
      beatsOf(100, (periodic) => periodic.start(), restart),
      {
        zh: '回调里 `stop()` 再 `start()`，新的一拍已经排好了；回调运行完别再排一次，否则从此每拍响两次。',
        en: 'With `stop()` and `start()` in the callback the next beat is planned already. Do not plan another when the callback is over, or from then on each beat comes twice.',
      },
    ).toEqual([100, 200, 300, 400, 500]);
  },
);
