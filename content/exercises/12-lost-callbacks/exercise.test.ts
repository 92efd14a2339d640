import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

/** A loop with a callback that stops it, and a log. */
function stopping() {
  const world = simulate();
  const { loop, log } = world;
  const stop = named('stop', () => {
    log.push('stop');
    loop.stop();
  });
  return { ...world, stop };
}

test(
  {
    zh: 'stop() 之后，这一轮剩下的回调照样运行',
    en: 'runs the rest of the turn’s callbacks after stop()',
    behaviour: [99],
  },
  () => {
    const { loop, log, mark, stop } = stopping();
    loop.addCallback(stop);
    loop.addCallback(mark('save'));
    loop.addCallback(mark('close'));
    loop.startSync();
    expect(log, {
      zh: '这一批已经离开了队列：现在不运行，就再也没有人运行它们了。',
      en: 'This batch has left the queue: if it does not run now, nobody will ever run it.',
    }).toEqual(['stop', 'save', 'close']);
  },
);

test(
  {
    zh: '到期的定时任务也一样',
    en: 'runs the timeouts that were due, too',
    behaviour: [99],
  },
  () => {
    const { loop, log, mark, stop } = stopping();
    loop.callAt(0, mark('due'));
    loop.addCallback(stop);
    loop.startSync();
    expect(log, {
      zh: '`due` 在这一轮开始时就到期了，已经出了堆；不运行就丢了。',
      en: '`due` was due when the turn began and has left the heap. Not to run it is to lose it.',
    }).toEqual(['stop', 'due']);
  },
);

test({ zh: '停下之前不再轮询', en: 'does not poll any more', behaviour: [99] }, () => {
  const { loop, poller, stop } = stopping();
  loop.addCallback(stop);
  loop.callAt(1000, () => {});
  loop.startSync();
  expect(poller.log.length, {
    zh: '要停了，就不该再去睡那一觉。',
    en: 'About to leave, the loop must not go to sleep.',
  }).toBe(0);
});

test(
  {
    zh: '停下时新添加的，下一次 start() 运行',
    en: 'leaves to the next start() what was added meanwhile',
    behaviour: [99],
  },
  () => {
    const { loop, log, mark, stop } = stopping();
    loop.addCallback(stop);
    loop.addCallback(named('last', () => loop.addCallback(mark('next run'))));
    loop.startSync();
    const first = log.splice(0);
    loop.addCallback(stop);
    loop.startSync();
    expect([first, log], {
      zh: '`last` 在停下的那一轮里添加了一个回调，它要等下一次，不能丢，也不能提前。',
      en: '`last` adds a callback in the turn that stops. It has to wait for the next run; neither lost nor early.',
    }).toEqual([['stop'], ['next run', 'stop']]);
  },
);

test(
  {
    zh: '处理函数里 stop()，再运行一遍回调才离开',
    en: 'runs one more pass of callbacks after stop() in a handler',
    behaviour: [100],
  },
  () => {
    const { loop, poller, log, mark, stop } = stopping();
    poller.raise(7, 1);
    loop.addHandler(
      7,
      function onRead() {
        loop.addCallback(mark('reply'));
        stop();
      },
      1,
    );
    loop.startSync();
    loop.removeHandler(7);
    expect(log, {
      zh: '处理函数添加的 `reply` 应该在离开之前运行。',
      en: 'The handler has added `reply`, which has to run before the loop leaves.',
    }).toEqual(['stop', 'reply']);
  },
);
