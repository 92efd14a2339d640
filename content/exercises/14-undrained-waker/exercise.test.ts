import { type Poller, READ } from '../../../loop/core/poller.ts';
import { KernelWaker } from '../../../loop/node/waker.ts';
import { SimulatedPoller } from '../../../loop/pollers/simulated.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import * as kernel from '../support/fake-sys.ts';

/** A waker on a pipe, watched by a poller. */
function watched(): { waker: KernelWaker; poller: Poller } {
  const poller = new SimulatedPoller();
  kernel.begin(poller);
  const waker = new KernelWaker();
  poller.register(waker.fileno(), READ);
  return { waker, poller };
}

test(
  {
    zh: '唤醒之后可读，读空之后不可读',
    en: 'is readable from wake() to drain()',
    behaviour: [110],
  },
  () => {
    const { waker, poller } = watched();
    const seen = [poller.poll(0).size];
    waker.wake();
    seen.push(poller.poll(0).size);
    waker.drain();
    seen.push(poller.poll(0).size);
    expect(seen, {
      zh: '唤醒前不可读，唤醒后可读，`drain()` 之后又不可读。',
      en: 'Not readable before the wake, readable after it, and after `drain()` not any more.',
    }).toEqual([0, 1, 0]);
  },
);

test(
  { zh: '连着唤醒两次，一次就读空', en: 'drains two wakes at once', behaviour: [111] },
  () => {
    const { waker, poller } = watched();
    waker.wake();
    waker.wake();
    waker.drain();
    expect(poller.poll(0).size, {
      zh: '管道里还剩字节：水平触发，下一次轮询还会说它可读，循环就睡不着了。',
      en: 'There are bytes left in the pipe. Level-triggered, the next poll says again that it is readable, and the loop cannot sleep.',
    }).toBe(0);
  },
);

test(
  {
    zh: '攒得比缓冲还多，也读得空',
    en: 'drains more than its buffer holds',
    behaviour: [110, 111],
  },
  () => {
    const { waker, poller } = watched();
    for (let i = 0; i < 20_000; i++) waker.wake();
    waker.drain();
    expect(poller.poll(0).size, {
      zh: '唤醒了两万次，管道都满了。只读一次不够，缓冲多大都不够：要读到没有为止。',
      en: 'After 20,000 wakes the pipe is full. To read once is not enough, however large the buffer: read until nothing is left.',
    }).toBe(0);
  },
);

test(
  { zh: '本来就是空的，读也没有害处', en: 'drains nothing when there is nothing' },
  () => {
    const { waker, poller } = watched();
    waker.drain();
    waker.wake();
    expect(poller.poll(0).size, {
      zh: '空着的时候 `drain()` 应该马上返回，之后的唤醒照样有效。',
      en: 'Called for nothing `drain()` has to return at once, and a wake after it has to count.',
    }).toBe(1);
  },
);
