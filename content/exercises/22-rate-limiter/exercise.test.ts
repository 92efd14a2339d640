import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';
import { RateLimiter } from './start/rate-limiter.ts';

/** Who passes when, of those that come at these times; ten in a second. */
async function passing(arrivals: [who: string, time: number][], until = 5000) {
  const { loop, poller } = simulate();
  const limiter = new RateLimiter(loop, 10);
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
    until,
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
