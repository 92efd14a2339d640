import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

/** A loop, and a function whose promise takes so many ms. */
function world() {
  const { loop, poller } = simulate();
  const work = (ms: number, result: string) => () =>
    new Promise<string>((resolve) => {
      loop.callLater(ms, named(result, resolve), result);
    });
  const outcome = (promise: Promise<unknown>) =>
    promise.catch((error: Error) => error.name);
  return { loop, poller, work, outcome };
}

test({ zh: '交出结果', en: 'gives the result', behaviour: [127] }, async () => {
  const { loop, work, outcome } = world();
  expect(await outcome(loop.run(work(20, 'done'), { timeout: 100 })), {
    zh: '20 ms 就有结果，还不到 100 ms。',
    en: 'The result is there after 20 ms, well before 100.',
  }).toBe('done');
});

test(
  { zh: '超时就失败', en: 'fails after the timeout', behaviour: [130] },
  async () => {
    const { loop, poller, work, outcome } = world();
    const result = await outcome(loop.run(work(500, 'late'), { timeout: 100 }));
    expect([result, poller.now], {
      zh: '没有结果，到 100 ms 就该以 `TimeoutError` 失败。',
      en: 'Without a result it has to fail with `TimeoutError` at 100 ms.',
    }).toEqual(['TimeoutError', 100]);
  },
);

test(
  {
    zh: '第一次的超时，不会停掉第二次',
    en: 'does not stop a later run by the timeout of an earlier one',
    behaviour: [130],
  },
  async () => {
    const { loop, work, outcome } = world();
    await outcome(loop.run(work(20, 'first'), { timeout: 100 }));
    expect(await outcome(loop.run(work(200, 'second'))), {
      zh: '第二次在 100 ms 被停掉了：那正是第一次的超时。第一次早就结束了，它的定时任务还留在循环上。',
      en: 'The second was stopped at 100 ms, and that is the timeout of the first. The first is long over, and its timer is still on the loop.',
    }).toBe('second');
  },
);

test(
  {
    zh: '循环不会为用不着的超时醒一次',
    en: 'does not wake up for a timeout that nobody needs',
    behaviour: [130],
  },
  async () => {
    const { loop, poller, work, outcome } = world();
    await outcome(loop.run(work(20, 'first'), { timeout: 100 }));
    const before = poller.log.length;
    await outcome(loop.run(work(300, 'second')));
    const sleeps = poller.log.slice(before).filter(({ start, end }) => end > start);
    expect(
      sleeps.map(({ timeout }) => timeout),
      {
        zh: '第二次只有一件事要等，一觉睡到 320 ms 就够了。',
        en: 'There is one thing to wait for, so the second run sleeps until 320 ms in one go.',
      },
    ).toEqual([300]);
  },
);

test(
  {
    zh: '被别人停下，也要收拾干净',
    en: 'leaves nothing behind when somebody else has stopped the loop',
    behaviour: [131],
  },
  async () => {
    const { loop, work, outcome } = world();
    loop.callLater(
      10,
      named('stop', () => loop.stop()),
    );
    const first = await outcome(loop.run(work(50, 'first'), { timeout: 100 }));
    const second = await outcome(loop.run(work(200, 'second')));
    expect([first, second], {
      zh: '第一次在 10 ms 被停下，没有结果；它的超时也不该再来找第二次。',
      en: 'The first was stopped at 10 ms, without a result; its timeout must not haunt the second either.',
    }).toEqual(['LoopStoppedError', 'second']);
  },
);
