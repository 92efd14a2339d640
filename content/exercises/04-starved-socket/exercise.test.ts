import { READ } from '../../../loop/core/poller.ts';
import { expect, Lesson, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

const ENOUGH = 20; // times a callback may add itself before somebody must have polled

test(
  {
    zh: '按添加的先后运行回调',
    en: 'runs callbacks in the order in which they were added',
    behaviour: [44],
  },
  () => {
    const { loop, log, mark } = simulate();
    for (const word of ['a', 'b', 'c']) loop.addCallback(mark(word));
    loop.addCallback(() => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '先来的先运行：队列从头走到尾。',
      en: 'First come, first served: the queue is walked through from its beginning.',
    }).toEqual(['a', 'b', 'c']);
  },
);

test(
  { zh: '每个回调只运行一次', en: 'runs each callback once', behaviour: [44] },
  () => {
    const { loop, log, mark } = simulate();
    loop.addCallback(mark('a'));
    loop.callAt(10, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '运行过的回调要离开队列，否则下一轮又来一遍。',
      en: 'A callback that has run must leave the queue, or the next turn runs it again.',
    }).toEqual(['a']);
  },
);

test(
  {
    zh: '回调里添加的回调留到下一轮',
    en: 'leaves what a callback adds to the next turn',
    behaviour: [39],
  },
  () => {
    const { loop, poller } = simulate();
    const polls: number[] = [];
    const later = named('later', () => {
      polls.push(poller.log.length);
      loop.stop();
    });
    loop.addCallback(named('first', () => loop.addCallback(later)));
    loop.startSync();
    expect(polls, {
      zh: '`later` 是这一轮里才添加的，应该先轮询一次，再轮到它；不能丢，也不能抢先。',
      en: '`later` was added during the turn. It has to come after a poll; neither be lost nor jump the queue.',
    }).toEqual([1]);
  },
);

test(
  {
    zh: '这一轮运行哪些定时任务，也在运行之前就定下来',
    en: 'settles which timeouts are due before it runs any callback',
    behaviour: [42],
  },
  () => {
    const { loop, poller } = simulate();
    const polls: number[] = [];
    loop.callAt(30, () => {
      polls.push(poller.log.length);
      loop.stop();
    });
    loop.addCallback(
      named('busy', () => {
        poller.advance(50);
      }),
    );
    loop.startSync();
    expect(polls, {
      zh: '回调从 0 忙到 50 ms，30 ms 的任务这时才到期：它属于下一轮，先轮询一次再轮到它。',
      en: 'The callback is busy from 0 to 50 ms, and what is planned for 30 comes due meanwhile. It belongs to the next turn, after a poll.',
    }).toEqual([1]);
  },
);

test(
  {
    zh: '回调不停地添加自己，就绪的 fd 照样有人应',
    en: 'serves a ready fd while a callback keeps adding itself',
    behaviour: [42],
  },
  () => {
    const { loop, poller, log } = simulate();
    poller.raise(7, READ);
    let runs = 0;
    function spin(): void {
      if (++runs > ENOUGH) throw neverPolled(poller.log.length);
      loop.addCallback(spin);
    }
    function onRead(): void {
      log.push('onRead');
      loop.stop();
    }
    loop.addHandler(7, onRead, READ);
    loop.addCallback(spin);
    loop.startSync();
    expect(log).toEqual(['onRead']);
    loop.close();
  },
);

function neverPolled(polls: number): Lesson {
  return new Lesson({
    zh: `\`spin\` 运行了 ${ENOUGH} 次，循环一共才轮询了 ${polls} 次：第 1 轮出不来，fd 7 有数据，却没人来读。`,
    en: `\`spin\` has run ${ENOUGH} times, and the loop has polled ${polls} times in all. It does not get out of turn 1; fd 7 has data, and nobody reads it.`,
  });
}
