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
