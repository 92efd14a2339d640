import { Timeout, TimeoutHeap } from '../../../loop/core/timeouts.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

test(
  {
    zh: '到期之前取消，就不再运行',
    en: 'keeps a timeout from running that is cancelled before it is due',
    behaviour: [59],
  },
  () => {
    const { loop, log, mark } = simulate();
    const timeout = loop.callAt(10, mark('late'));
    loop.callAt(5, () => loop.removeTimeout(timeout));
    loop.callAt(20, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '5 ms 时取消了 10 ms 的任务，它不该再运行。',
      en: 'Cancelled at 5 ms, what was planned for 10 ms must not run.',
    }).toEqual([]);
  },
);

test(
  {
    zh: '同一轮里，前一个定时任务来得及取消后一个',
    en: 'lets a timeout cancel a later one of the same turn',
    behaviour: [62],
  },
  () => {
    const { loop, log, mark } = simulate();
    loop.callAt(
      10,
      named('cancel', () => loop.removeTimeout(second)),
    );
    const second = loop.callAt(10, mark('second'));
    loop.callAt(20, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '两个任务同时到期，一起出了堆。`second` 还没有运行，取消它就该有效。',
      en: 'Both are due at once and have left the heap together. `second` has not run yet, so to cancel it has to count.',
    }).toEqual([]);
  },
);

test(
  {
    zh: '同一轮里，回调也来得及取消已经到期的定时任务',
    en: 'lets a callback cancel a timeout that is due in the same turn',
    behaviour: [62],
  },
  () => {
    const { loop, log, mark } = simulate();
    const due = loop.callAt(0, mark('due'));
    loop.addCallback(named('cancel', () => loop.removeTimeout(due)));
    loop.callAt(20, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '回调排在定时任务前面：它取消的时候，`due` 已经出了堆，但还没有运行。',
      en: 'Callbacks come before timeouts: when this one cancels it, `due` has left the heap but has not run.',
    }).toEqual([]);
  },
);

test(
  {
    zh: '运行过的、取消过的，再取消也没有关系',
    en: 'leaves alone what has run or is cancelled already',
    behaviour: [60, 61],
  },
  () => {
    const { loop, log, mark } = simulate();
    const ran = loop.callAt(5, mark('ran'));
    const cancelled = loop.callAt(15, mark('cancelled'));
    loop.callAt(10, () => {
      for (const timeout of [ran, cancelled, cancelled]) loop.removeTimeout(timeout);
    });
    loop.callAt(20, mark('after'));
    loop.callAt(30, () => loop.stop());
    loop.startSync();
    expect(log, {
      zh: '多取消一次应该什么也不发生，也不能伤到别的定时任务。',
      en: 'To cancel once more has to do nothing, least of all to other timeouts.',
    }).toEqual(['ran', 'after']);
  },
);

test(
  {
    zh: '不为当轮取消的定时任务多醒一次',
    en: 'does not wake up for what was cancelled in the same turn',
    behaviour: [62],
  },
  () => {
    const { loop, poller } = simulate();
    const second = loop.callAt(10, () => {});
    loop.addCallback(() => loop.removeTimeout(second));
    loop.callAt(20, () => loop.stop());
    loop.startSync();
    expect(
      poller.log.map(({ timeout }) => timeout),
      {
        zh: '唯一还活着的任务在 20 ms，循环应该一觉睡到那时。',
        en: 'The only timeout left alive is at 20 ms; the loop has to sleep until then in one go.',
      },
    ).toEqual([20]);
  },
);

const scope = {
  runInAsyncScope: <A extends unknown[], R>(
    callback: (...args: A) => R,
    self: unknown,
    ...args: A
  ): R => callback.apply(self, args),
};

const at = (deadline: number) => new Timeout(deadline, () => {}, [], scope);

test(
  {
    zh: '取消了又还在堆里的，数在内',
    en: 'counts what is cancelled and still in the heap',
    behaviour: [67, 69],
  },
  () => {
    const heap = new TimeoutHeap();
    const all = Array.from({ length: 700 }, (_, i) => heap.add(at(i)));
    for (const timeout of all.slice(100)) heap.cancel(timeout);
    heap.popDue(-1);
    expect(heap.size, {
      zh: '700 个里取消了 600 个，该清扫了，剩 100 个。堆靠 `#cancelled` 知道有多少空壳：不数，空壳就一直占着内存。',
      en: 'Of 700, 600 are cancelled: time for a sweep, which leaves 100. By `#cancelled` the heap knows how many shells it has; uncounted they stay, with the memory that they hold.',
    }).toBe(100);
  },
);

test(
  {
    zh: '已经出了堆的不数',
    en: 'does not count what has left the heap',
    behaviour: [67],
  },
  () => {
    const heap = new TimeoutHeap();
    for (let i = 0; i < 600; i++) heap.add(at(0));
    const due = heap.popDue(0); // about to run, and no longer in the heap
    for (let i = 0; i < 300; i++) heap.add(at(10 + i));
    heap.cancel(heap.add(at(5000)));
    for (const timeout of due) heap.cancel(timeout);
    heap.popDue(1);
    expect(heap.size, {
      zh: '到期的 600 个已经不在堆里（`heap` 是 `null`），堆里只有 1 个空壳：数错了，就会白扫一遍。',
      en: 'The 600 that were due are not in the heap any more: their `heap` is null. There is 1 shell in it; to count the others is to sweep for nothing.',
    }).toBe(301);
  },
);
