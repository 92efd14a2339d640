import { PeriodicCallback } from '../../../loop/core/periodic-callback.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { simulate } from '../support/simulate.ts';

const PERIOD = 100;

/** The times of the beats up to `until`. `work` is done in each of them. */
function beats(
  until: number,
  work: (world: {
    count: number;
    pass(ms: number): void;
    setBack(ms: number): void;
  }) => void,
): number[] {
  let offset = 0; // of the loop's clock
  const { loop, poller } = simulate({ now: () => poller.now + offset });
  const times: number[] = [];
  const periodic = new PeriodicCallback(
    function beat() {
      times.push(loop.time());
      work({
        count: times.length,
        pass: (ms) => poller.advance(ms),
        setBack: (ms) => {
          offset -= ms;
        },
      });
      if (loop.time() >= until) loop.stop();
    },
    PERIOD,
    { loop },
  );
  periodic.start();
  loop.startSync();
  periodic.stop();
  return times;
}

test({ zh: '每个周期一拍', en: 'beats once in every period', behaviour: [154] }, () => {
  expect(
    beats(300, () => {}),
    {
      zh: '什么也不花时间的话，拍子在 100、200、300。',
      en: 'If nothing takes time, the beats are at 100, 200 and 300.',
    },
  ).toEqual([100, 200, 300]);
});

test(
  {
    zh: '回调花了时间，也不漂移',
    en: 'does not drift, though calls take time',
    behaviour: [154],
  },
  () => {
    expect(beats(1000, ({ pass }) => pass(3)).at(-1), {
      zh: '每次调用花 3 ms，第十拍仍应在 1000 ms 整。',
      en: 'Each call takes 3 ms, and the tenth beat is to be at 1000 ms sharp.',
    }).toBe(1000);
  },
);

test(
  {
    zh: '盖过的拍子作废，之后回到网格上',
    en: 'lets the beats fall out that a long call covers, and keeps to the grid',
    behaviour: [154],
  },
  () => {
    const slow = beats(500, ({ count, pass }) => {
      if (count === 1) pass(250);
    });
    expect(slow, {
      zh: '从 100 忙到 350，盖过了 200 和 300；下一拍是 400，既不是 450，也不是接连补两拍。',
      en: 'Busy from 100 to 350 it covers 200 and 300. The next beat is at 400; neither at 450, nor are two made up for.',
    }).toEqual([100, 400, 500]);
  },
);

test(
  {
    zh: '正好忙满一个周期，下一拍在再下一个格点',
    en: 'beats strictly after now',
    behaviour: [154],
  },
  () => {
    const exact = beats(400, ({ count, pass }) => {
      if (count === 1) pass(PERIOD);
    });
    expect(exact, {
      zh: '回调在 200 ms 整结束，200 那一拍已经被盖住，下一拍是 300。',
      en: 'The call ends at 200 ms sharp and has covered that beat; the next is at 300.',
    }).toEqual([100, 300, 400]);
  },
);

test(
  {
    zh: '时钟往回拨，同一拍不会再来一次',
    en: 'brings no beat twice when the clock is set back',
    behaviour: [156],
  },
  () => {
    const times = beats(400, ({ count, setBack }) => {
      if (count === 2) setBack(150);
    });
    expect(times, {
      zh: '200 那一拍里，钟拨回到 50。接下来的一拍仍是 300：等钟追上来。',
      en: 'During the beat at 200 the clock is set back to 50. The next beat is still the one at 300; it waits until the clock has caught up.',
    }).toEqual([100, 200, 300, 400]);
  },
);
