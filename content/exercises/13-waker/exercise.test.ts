import { isSystemError } from '../../../loop/core/errors.ts';
import { READ } from '../../../loop/core/poller.ts';
import { SimulatedPoller } from '../../../loop/pollers/simulated.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import * as kernel from '../support/fake-sys.ts';
import { PipeWaker } from './start/pipe-waker.ts';

/** A waker, and whether a poller finds it readable. */
function bench() {
  const poller = new SimulatedPoller();
  kernel.begin(poller);
  const waker = new PipeWaker();
  poller.register(waker.fileno(), READ);
  const readable = () => poller.poll(0).has(waker.fileno());
  return { waker, readable };
}

test(
  {
    zh: '打开一根管道，不多不少',
    en: 'opens one pipe and nothing more',
    behaviour: [5, 36],
  },
  () => {
    const { waker } = bench();
    expect([kernel.openCount(), waker.fileno() !== waker.writeFileno()], {
      zh: '一根管道是两个描述符：`fileno()` 是读的一头，`writeFileno()` 是写的一头。',
      en: 'A pipe is two descriptors: `fileno()` is the end to read from, `writeFileno()` the one to write to.',
    }).toEqual([2, true]);
  },
);

test(
  {
    zh: '从唤醒到读空，一直可读',
    en: 'is readable from wake() to drain()',
    behaviour: [110],
  },
  () => {
    const { waker, readable } = bench();
    const seen = [readable()];
    waker.wake();
    seen.push(readable(), readable());
    waker.drain();
    seen.push(readable());
    expect(seen, {
      zh: '唤醒前不可读；唤醒后可读，没读走就一直可读；读空后又不可读。',
      en: 'Not readable before the wake; then readable for as long as nobody reads; after the drain not any more.',
    }).toEqual([false, true, true, false]);
  },
);

test(
  {
    zh: '唤醒七万次不出错，一次读空',
    en: 'takes 70,000 wakes without an error, and one drain empties it',
    behaviour: [110, 111],
  },
  () => {
    const { waker, readable } = bench();
    for (let i = 0; i < 70_000; i++) waker.wake();
    const full = readable();
    waker.drain();
    expect([full, readable()], {
      zh: '写满了就是可读，不算错误；`drain()` 要读到 `null` 为止，剩一个字节循环都睡不着。',
      en: 'Full is readable, and no error. And `drain()` has to read until it gets `null`: with one byte left the loop cannot sleep.',
    }).toEqual([true, false]);
  },
);

test(
  {
    zh: '没人唤醒时读空，马上返回',
    en: 'returns at once when there is nothing to drain',
    behaviour: [5],
  },
  () => {
    const { waker, readable } = bench();
    waker.drain();
    waker.wake();
    expect(readable(), {
      zh: '空着读一次不能阻塞，也不能影响下一次唤醒。',
      en: 'To drain for nothing must neither block nor harm the next wake.',
    }).toBe(true);
  },
);

test({ zh: '两头都关，再关也没事', en: 'closes both ends, once' }, () => {
  const { waker } = bench();
  const opened = kernel.openCount();
  waker.close();
  const left = kernel.openCount();
  const other = new PipeWaker(); // somebody else has the next numbers
  let code = 'none';
  try {
    waker.close();
  } catch (error) {
    code = isSystemError(error, 'EBADF') ? 'EBADF' : String(error);
  }
  expect([opened, left, code, kernel.openCount()], {
    zh: '打开过两个描述符，关了之后一个不剩。第二次 `close()` 什么也不做：号码可能已经是别人的了。',
    en: 'Two descriptors were open, and none is left after the close. A second `close()` does nothing: by then the numbers may be somebody else’s.',
  }).toEqual([2, 0, 'none', 2]);
  other.close();
});

test(
  {
    zh: '管道打开时就不阻塞，也不传给子进程',
    en: 'opens a pipe that neither blocks nor goes to child processes',
    behaviour: [5, 36],
  },
  () => {
    bench();
    const { O_CLOEXEC, O_NONBLOCK } = kernel.constants;
    expect([kernel.opened() & O_NONBLOCK, kernel.opened() & O_CLOEXEC], {
      zh: '`pipe2()` 要同时给 `O_NONBLOCK` 和 `O_CLOEXEC`：少了后一个，子进程也拿着这根管道，关了也关不掉。',
      en: '`pipe2()` takes both `O_NONBLOCK` and `O_CLOEXEC`. Without the second, child processes have the pipe as well, and it stays open when you close it.',
    }).toEqual([O_NONBLOCK, O_CLOEXEC]);
  },
);
