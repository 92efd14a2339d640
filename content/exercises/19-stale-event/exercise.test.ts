import { READ } from '../../../loop/core/poller.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';

/** A loop on which these fds are ready, for 50 ms. */
function ready(...fds: number[]) {
  const world = simulate();
  const { loop, poller, log } = world;
  for (const fd of fds) poller.raise(fd, READ);
  loop.callAt(
    50,
    named('stop', () => loop.stop()),
  );
  /** Watches it; the handler writes `word`, reads all there is, and does `more`. */
  const watch = (fd: number, word: string, more = () => {}) => {
    const handler = () => {
      log.push(word);
      poller.lower(fd, READ);
      more();
    };
    loop.addHandler(fd, named(word, handler), READ);
  };
  return { ...world, watch };
}

test(
  {
    zh: '按报告的次序，一个不少',
    en: 'serves all that are ready, in the order reported',
    behaviour: [91],
  },
  () => {
    const { loop, log, watch } = ready(5, 6, 7);
    for (const fd of [5, 6, 7]) watch(fd, `fd ${fd}`);
    loop.startSync();
    expect(log, {
      zh: '三个都就绪，各叫一次。',
      en: 'All three are ready, and each is called once.',
    }).toEqual(['fd 5', 'fd 6', 'fd 7']);
  },
);

test(
  {
    zh: '这一批里移除了的，不再叫到',
    en: 'drops the event of one that is removed during the batch',
    behaviour: [85],
  },
  () => {
    const { loop, log, watch } = ready(5, 7);
    watch(5, 'close 7', () => loop.removeHandler(7));
    watch(7, 'fd 7');
    loop.startSync();
    expect(log, {
      zh: 'fd 7 的处理函数已经移除，还叫到它，它就会去读一个关掉的描述符。',
      en: 'The handler of fd 7 has been removed. Called all the same, it would read from a descriptor that is closed.',
    }).toEqual(['close 7']);
  },
);

test(
  {
    zh: '号码换了主人，旧事件不送给新主人',
    en: 'hands nobody an event of the number’s last owner',
    behaviour: [87, 88],
  },
  () => {
    const { loop, poller, log, watch } = ready(5, 7);
    watch(5, 'accept', () => {
      loop.removeHandler(7);
      poller.lower(7, READ); // closed; what comes now is another file
      watch(7, 'new owner');
    });
    watch(7, 'old owner');
    loop.startSync();
    expect(log, {
      zh: '事件是给旧主人的。新主人什么也没收到，不该叫它；旧主人已经走了，也不该叫。',
      en: 'The event was for the old owner, who is gone. For the new one nothing has come. Neither may be called.',
    }).toEqual(['accept']);
  },
);

test(
  {
    zh: '新主人自己就绪了，下一轮叫到它',
    en: 'serves the new owner in the next turn if it is ready itself',
    behaviour: [88],
  },
  () => {
    const { loop, poller, log, watch } = ready(5, 7);
    let polls = 0;
    watch(5, 'accept', () => {
      loop.removeHandler(7);
      watch(7, 'new owner', () => {
        polls = poller.log.length;
      });
    });
    watch(7, 'old owner');
    loop.startSync();
    expect([log, polls], {
      zh: '号码 7 对新主人来说也可读，那就由下一次轮询来报告，不必借旧事件的光。',
      en: 'For its new owner the number 7 is readable as well. The next poll will report that; no need to borrow the old event.',
    }).toEqual([['accept', 'new owner'], 2]);
  },
);

test(
  {
    zh: '处理函数移除自己，不影响别人',
    en: 'lets a handler remove itself, and serves the others',
    behaviour: [85],
  },
  () => {
    const { loop, log, watch } = ready(5, 6, 7);
    watch(5, 'fd 5');
    watch(6, 'fd 6', () => loop.removeHandler(6));
    watch(7, 'fd 7');
    loop.startSync();
    expect(log, {
      zh: '遍历途中删掉一个，后面的不能跟着漏掉。',
      en: 'When one is deleted on the way, those behind it must not be skipped.',
    }).toEqual(['fd 5', 'fd 6', 'fd 7']);
  },
);
