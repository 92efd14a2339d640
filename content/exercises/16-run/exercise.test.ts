import { IOLoop } from '../../../loop/core/ioloop.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';
import { run } from './start/run.ts';

/** A loop, and functions whose promise takes so many ms. */
function world() {
  const { loop, poller, log } = simulate();
  const work = (ms: number, result: string) => () =>
    new Promise<string>((resolve) => {
      loop.callLater(ms, named(result, resolve), result);
    });
  const outcome = (promise: Promise<unknown>) =>
    promise.catch((error: Error) => `${error.name}: ${error.message}`);
  return { loop, poller, log, work, outcome };
}

test({ zh: '交出结果', en: 'gives the result', behaviour: [127] }, async () => {
  const { loop, poller, work, outcome } = world();
  const result = await outcome(run(loop, work(20, 'done')));
  expect([result, poller.now], {
    zh: 'Promise 在 20 ms 时有了结果，循环应该就停在那里，并交出它。',
    en: 'The promise settles at 20 ms; the loop has to stop there, and `run()` to give its value.',
  }).toEqual(['done', 20]);
});

test(
  {
    zh: '由循环来调用，循环就是当前循环',
    en: 'has the loop call the function',
    behaviour: [127],
  },
  async () => {
    const { loop } = world();
    let current: IOLoop | null = null;
    await run(loop, async () => {
      current = IOLoop.current(false);
    });
    expect(current === loop, {
      zh: '`fn` 运行的时候，`IOLoop.current()` 应该是这个循环：用 `addCallback()` 让它来调用。',
      en: 'While `fn` runs, `IOLoop.current()` has to be this loop: have it called by `addCallback()`.',
    }).toBe(true);
  },
);

test(
  {
    zh: '失败就抛出那个错误',
    en: 'throws what the promise was rejected with',
    behaviour: [127],
  },
  async () => {
    const { loop, outcome } = world();
    const late = async () => {
      await loop.moment();
      throw new Error('late');
    };
    const atOnce = () => {
      throw new Error('at once');
    };
    expect([await outcome(run(loop, late)), await outcome(run(loop, atOnce))], {
      zh: '`await` 之后抛的、还没返回 Promise 就抛的，都要从 `run()` 里抛出来。',
      en: 'What is thrown after an `await`, and what is thrown before there is a promise, both have to come out of `run()`.',
    }).toEqual(['Error: late', 'Error: at once']);
  },
);

test(
  { zh: '超时就失败', en: 'fails after the timeout', behaviour: [130] },
  async () => {
    const { loop, poller, work, outcome } = world();
    const result = String(
      await outcome(run(loop, work(500, 'late'), { timeout: 100 })),
    );
    expect([result.split(':')[0], poller.now], {
      zh: '到 100 ms 还没有结果，就以 `TimeoutError` 失败。',
      en: 'Without a result at 100 ms it has to fail with `TimeoutError`.',
    }).toEqual(['TimeoutError', 100]);
  },
);

test(
  {
    zh: '被别人停下，说清楚',
    en: 'says when somebody else has stopped the loop',
    behaviour: [131],
  },
  async () => {
    const { loop, work, outcome } = world();
    loop.callLater(
      10,
      named('stop', () => loop.stop()),
    );
    const result = String(
      await outcome(run(loop, work(50, 'first'), { timeout: 100 })),
    );
    expect(result.split(':')[0], {
      zh: '既没有结果，也没有超时：是别人停的，`LoopStoppedError`。',
      en: 'Neither a result nor a timeout: it was somebody else, and that is `LoopStoppedError`.',
    }).toBe('LoopStoppedError');
  },
);

test(
  {
    zh: '迟到的结果、用不着的超时，都不会停掉后来的运行',
    en: 'is not stopped by the late result or the timeout of an earlier run',
    behaviour: [130, 133],
  },
  async () => {
    const { loop, work, outcome } = world();
    const results = [
      await outcome(run(loop, work(150, 'late'), { timeout: 100 })), // to 100
      await outcome(run(loop, work(100, 'second'), { timeout: 200 })), // to 200
      await outcome(run(loop, work(300, 'third'))), // to 500
    ];
    expect(
      results.map((result) => String(result).split(':')[0]),
      {
        zh: '第一次的结果在 150 ms 才到，第二次的超时在 300 ms；那时都轮到别人在用循环了。',
        en: 'The result of the first comes at 150 ms, and the timeout of the second would be at 300. By then the loop is somebody else’s.',
      },
    ).toEqual(['TimeoutError', 'second', 'third']);
  },
);

test(
  {
    zh: '被停下之后，超时和迟到的结果也要撤掉',
    en: 'takes back its timeout and its result when it was stopped',
    behaviour: [131, 133],
  },
  async () => {
    const { loop, work, outcome } = world();
    loop.callAt(10, () => loop.stop());
    const first = await outcome(run(loop, work(60, 'late'), { timeout: 100 }));
    const second = await outcome(run(loop, work(300, 'second'))); // from 10 to 310
    expect(
      [first, second].map((result) => String(result).split(':')[0]),
      {
        zh: '第一次在 10 ms 被停下。它的结果 60 ms 才到，超时在 100 ms：都不该停掉第二次运行。',
        en: 'The first is stopped at 10 ms. Its result comes at 60 and its timeout would be at 100; neither may stop the second run.',
      },
    ).toEqual(['LoopStoppedError', 'second']);
  },
);

test(
  {
    zh: '已经结束的运行，不再调用函数',
    en: 'does not call the function once the run is over',
    behaviour: [131],
  },
  async () => {
    const { loop, log, outcome } = world();
    loop.stop(); // before the start: it returns at once
    const result = await outcome(
      run(loop, async () => {
        log.push('called');
      }),
    );
    loop.callLater(10, () => loop.stop());
    await loop.start();
    expect([String(result).split(':')[0], log], {
      zh: '循环还没转就被停下了，这次运行已经失败；`fn` 排在队列里，循环以后再转也不该调用它。',
      en: 'The loop was stopped before it turned, and this run has failed. `fn` is still in the queue; when the loop turns later it must not be called.',
    }).toEqual(['LoopStoppedError', []]);
  },
);

test(
  {
    zh: '以 `undefined` 拒绝，也是失败',
    en: 'fails when the promise is rejected with undefined',
    behaviour: [127],
  },
  async () => {
    const { loop } = world();
    const end = await run(loop, () => Promise.reject(undefined)).then(
      () => 'fulfilled',
      () => 'rejected',
    );
    expect(end, {
      zh: '拒绝的理由可以是任何值。别用“有没有错误”来判断，要记住它是兑现了还是拒绝了。',
      en: 'A promise can be rejected with anything. Do not ask whether there is an error; remember whether it was fulfilled or rejected.',
    }).toBe('rejected');
  },
);
