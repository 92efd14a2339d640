import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';
import { RateLimiter } from './start/rate-limiter.ts';

interface World {
  perSecond?: number;
  /** A callback that begins then, and takes so many ms. */
  busy?: [from: number, ms: number];
}

const UNTIL = 5000;

/** Who passes when, of those that come at these times; ten in a second. */
async function passing(
  arrivals: [who: string, time: number][],
  { perSecond = 10, busy }: World = {},
) {
  const { loop, poller } = simulate();
  const limiter = new RateLimiter(loop, perSecond);
  if (busy)
    loop.callAt(
      busy[0],
      named('busy', () => poller.advance(busy[1])),
    );
  const passed: [string, number][] = [];
  for (const [who, time] of arrivals) {
    loop.callAt(
      time,
      named(who, async () => {
        await limiter.acquire();
        passed.push([who, loop.time()]);
      }),
    );
  }
  loop.callAt(
    UNTIL,
    named('stop', () => loop.stop()),
  );
  await loop.start();
  return { passed, polls: poller.log };
}

const times = (passed: [string, number][]) => passed.map(([, time]) => time);

test(
  { zh: '闲着就马上放行', en: 'lets one pass at once while it is idle' },
  async () => {
    const { passed } = await passing([
      ['a', 100],
      ['b', 1000],
    ]);
    expect(passed, {
      zh: '两次隔得够远，谁也不用等。',
      en: 'The two are far enough apart, so neither has to wait.',
    }).toEqual([
      ['a', 100],
      ['b', 1000],
    ]);
  },
);

test(
  { zh: '相邻两次至少隔一个间隔', en: 'keeps two apart by an interval' },
  async () => {
    const { passed } = await passing([
      ['a', 100],
      ['b', 100],
      ['c', 130],
      ['d', 290],
    ]);
    expect(times(passed), {
      zh: '每秒 10 次就是隔 100 ms：100、200、300，`d` 虽然 290 才来，也要等到 400。',
      en: 'Ten a second are 100 ms apart: 100, 200, 300; and `d`, though it comes at 290, has to wait for 400.',
    }).toEqual([100, 200, 300, 400]);
  },
);

test(
  { zh: '先来的先放行', en: 'serves first who came first', behaviour: [57] },
  async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { passed } = await passing(names.map((name, i) => [name, 10 * i]));
    expect([passed.map(([who]) => who), times(passed).at(-1)], {
      zh: '排队不能乱：五个依次放行，最后一个在 400 ms。',
      en: 'No jumping the queue: the five pass in order, the last of them at 400 ms.',
    }).toEqual([names, 400]);
  },
);

test({ zh: '空闲不攒', en: 'does not save up idle time' }, async () => {
  const { passed } = await passing([
    ['a', 0],
    ['b', 2000],
    ['c', 2000],
    ['d', 2000],
  ]);
  expect(times(passed), {
    zh: '闲了两秒，省下二十个空位也不作数：来了三个，还是一个间隔放行一个。',
    en: 'Two idle seconds are twenty slots unused, which count for nothing. Three come, and pass one by one.',
  }).toEqual([0, 2000, 2100, 2200]);
});

test(
  { zh: '没有人等，循环就一觉睡到底', en: 'lets the loop sleep while nobody waits' },
  async () => {
    const { passed, polls } = await passing([
      ['a', 0],
      ['b', 0],
    ]);
    const sleeps = polls.filter(({ start, end }) => end > start);
    expect([times(passed), sleeps.map(({ end }) => end)], {
      zh: '`b` 在 100 ms 放行，之后到 5000 ms 都没有事，循环只该醒这两次。',
      en: '`b` passes at 100 ms, and after that there is nothing until 5000: the loop has to wake twice, and no more.',
    }).toEqual([
      [0, 100],
      [100, 5000],
    ]);
  },
);

test(
  { zh: '间隔是按给它的次数算的', en: 'takes its interval from what it was given' },
  async () => {
    const { passed } = await passing(
      [
        ['a', 0],
        ['b', 0],
        ['c', 0],
      ],
      { perSecond: 4 },
    );
    expect(times(passed), {
      zh: '每秒 4 次就是隔 250 ms：0、250、500。间隔是 `1000 / perSecond`，不总是 100。',
      en: 'Four a second are 250 ms apart: 0, 250, 500. The interval is `1000 / perSecond`, and not always 100.',
    }).toEqual([0, 250, 500]);
  },
);

test(
  {
    zh: '循环忙过头了，放行之间仍隔一个间隔',
    en: 'keeps them apart, too, when the loop was busy meanwhile',
  },
  async () => {
    const { passed } = await passing(
      [
        ['a', 0],
        ['b', 0],
        ['c', 0],
        ['d', 0],
      ],
      { busy: [50, 250] },
    );
    expect(times(passed), {
      zh: '从 50 到 300 ms 有个回调占着循环，`b` 只能在 300 放行。`c` 和 `d` 的时刻要从*真正*放行算起：400、500，不能三个一起放。',
      en: 'From 50 to 300 ms a callback keeps the loop busy, and `b` can pass at 300 only. The times of `c` and `d` count from when the one before *has* passed, 400 and 500; they must not all pass at once.',
    }).toEqual([0, 300, 400, 500]);
  },
);
