import { waitMilliseconds } from '../../../loop/core/poller.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

test(
  {
    zh: '离期限不到一毫秒，也不空转',
    en: 'does not spin when less than a millisecond is left',
    behaviour: [76],
  },
  () => {
    const { loop, poller } = simulate();
    loop.callAt(
      0.4,
      named('tick', () => loop.stop()),
    );
    loop.startSync();
    expect(poller.log.length, {
      zh: '一次轮询就该睡过 0.4 ms 的期限。',
      en: 'A single poll has to sleep past the deadline at 0.4 ms.',
    }).toBe(1);
  },
);

test(
  {
    zh: '定时任务决不提前',
    en: 'never runs a timeout before its deadline',
    behaviour: [58],
  },
  () => {
    const { loop, poller } = simulate();
    const times: number[] = [];
    for (const deadline of [1.5, 3.2, 7])
      loop.callAt(deadline, () => times.push(poller.now));
    loop.callAt(9, () => loop.stop());
    loop.startSync();
    expect(times, {
      zh: '每个任务都在期限之后的第一个整毫秒运行。',
      en: 'Each timeout runs at the first whole millisecond that is not before its deadline.',
    }).toEqual([2, 4, 7]);
  },
);

test(
  {
    zh: '整数毫秒原样不动',
    en: 'leaves whole milliseconds as they are',
    behaviour: [76],
  },
  () => {
    expect([0, 1, 20, 3600000].map(waitMilliseconds), {
      zh: '只有零头需要取整：0 还是 0，20 还是 20；凡事加 1，就成了另一种错。',
      en: 'Only fractions need rounding: 0 stays 0, and 20 stays 20. To add 1 to everything would be another bug.',
    }).toEqual([0, 1, 20, 3600000]);
  },
);

test(
  {
    zh: '零头再小也进一位',
    en: 'rounds even the smallest fraction up',
    behaviour: [76],
  },
  () => {
    expect([0.001, 0.4, 0.5, 19.0001].map(waitMilliseconds), {
      zh: '四舍五入也不行：0.4 会舍成 0。',
      en: 'To the nearest is not enough either: 0.4 would become 0.',
    }).toEqual([1, 1, 1, 20]);
  },
);

test(
  {
    zh: '永远是 -1，过去是 0，再长也有上限',
    en: 'knows for ever, the past, and the longest wait',
  },
  () => {
    expect(
      [Infinity, -5, -0.5, 2 ** 40].map((each) => waitMilliseconds(each) + 0),
      {
        zh: '这几种原来就对，别改坏了。',
        en: 'These were right before: keep them so.',
      },
    ).toEqual([-1, 0, 0, 2 ** 31 - 1]);
  },
);
