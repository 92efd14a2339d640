import { isSystemError } from '../../../loop/core/errors.ts';
import { ERROR, NONE, READ, WRITE } from '../../../loop/core/poller.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { Kernel } from './kernel.ts';
import { PollPoller } from './start/poll-poller.ts';

function bench() {
  const kernel = new Kernel();
  return { kernel, poller: new PollPoller(kernel.poll), ...kernel.channel() };
}

/** The code of the system error that `call` throws; `none` if it throws nothing. */
function refusal(call: () => void): string {
  try {
    call();
  } catch (error) {
    const codes = ['EEXIST', 'ENOENT'];
    return codes.find((code) => isSystemError(error, code)) ?? String(error);
  }
  return 'none';
}

test(
  {
    zh: '可读就报告，直到读空',
    en: 'reports a level for as long as it lasts',
    behaviour: [2],
  },
  () => {
    const { poller, reader, send, receive } = bench();
    poller.register(reader, READ);
    const seen = [poller.poll(0).get(reader)];
    send();
    seen.push(poller.poll(0).get(reader), poller.poll(0).get(reader));
    receive();
    seen.push(poller.poll(0).get(reader));
    expect(seen, {
      zh: '来数据之前没有，来了之后每次都有，读空之后又没有。',
      en: 'Nothing before data has come, then in every poll, and nothing after it has been read.',
    }).toEqual([undefined, READ, READ, undefined]);
  },
);

test(
  {
    zh: '只报告问过的',
    en: 'reports what was asked last, and nothing else',
    behaviour: [78, 83],
  },
  () => {
    const { poller, writer } = bench();
    poller.register(writer, READ);
    const seen = [poller.poll(0).get(writer)];
    poller.modify(writer, READ | WRITE);
    seen.push(poller.poll(0).get(writer));
    poller.modify(writer, NONE);
    seen.push(poller.poll(0).get(writer));
    expect(seen, {
      zh: '可写的那一头：问可读，没有；再问可写，有；什么也不问，又没有。',
      en: 'The end to write to. Asked for READ, nothing; then asked for WRITE, that; asked for nothing, nothing.',
    }).toEqual([undefined, WRITE, undefined]);
  },
);

test(
  {
    zh: '什么都不问，也会听到挂断',
    en: 'reports a hang-up to one who asked for nothing',
    behaviour: [79],
  },
  () => {
    const { poller, reader, hangUp } = bench();
    poller.register(reader, NONE);
    hangUp();
    expect(poller.poll(0).get(reader), {
      zh: '内核报告的挂断和出错不要过滤掉。',
      en: 'Do not filter out the hang-up and the error that the kernel reports.',
    }).toBe(ERROR);
  },
);

test(
  {
    zh: '该拒绝的照 epoll 的样子拒绝',
    en: 'refuses what epoll refuses',
    behaviour: [80, 83, 85],
  },
  () => {
    const { poller, reader } = bench();
    const codes = [
      refusal(() => poller.modify(reader, READ)),
      refusal(() => poller.unregister(reader)),
      refusal(() => poller.register(reader, READ)),
      refusal(() => poller.register(reader, READ)),
      refusal(() => poller.unregister(reader)),
      refusal(() => poller.unregister(reader)),
    ];
    expect(codes, {
      zh: '没有的不能改、不能移除（`ENOENT`），已有的不能再添加（`EEXIST`）。',
      en: 'What is not there cannot be changed or removed (`ENOENT`), what is there not added (`EEXIST`).',
    }).toEqual(['ENOENT', 'ENOENT', 'none', 'EEXIST', 'none', 'ENOENT']);
  },
);

test(
  {
    zh: '移除之后不再报告',
    en: 'reports nothing that is no longer on the list',
    behaviour: [85],
  },
  () => {
    const { poller, reader, send } = bench();
    poller.register(reader, READ);
    send();
    const before = poller.poll(0).size;
    poller.unregister(reader);
    expect([before, poller.poll(0).size], {
      zh: '移除之前有一个就绪，移除之后没有。',
      en: 'One is ready before it is removed, and none afterwards.',
    }).toEqual([1, 0]);
  },
);

test(
  {
    zh: '睡够时间，不早醒',
    en: 'does not come back early from a wait of a fraction of a millisecond',
    behaviour: [72, 76],
  },
  () => {
    const { poller, kernel } = bench();
    poller.poll(0);
    const looked = kernel.now;
    poller.poll(0.4);
    expect([kernel.calls, looked, kernel.now], {
      zh: '0 是看一眼就回来；0.4 ms 要睡满，只能向上取整到 1 ms。',
      en: '0 is just a look. 0.4 ms have to be slept in full, so they are rounded up to 1.',
    }).toEqual([2, 0, 1]);
  },
);

test(
  {
    zh: '永远等下去，也会被就绪叫醒',
    en: 'answers at once when something is ready, though it may wait for ever',
  },
  () => {
    const { poller, reader, send } = bench();
    poller.register(reader, READ);
    send();
    expect([...poller.poll(Infinity)], {
      zh: '`Infinity` 交给内核是 -1；已经有就绪的，马上返回。',
      en: 'For the kernel `Infinity` is -1; with something ready it returns at once.',
    }).toEqual([[reader, READ]]);
  },
);

test(
  {
    zh: '没移除就关掉的，去掉一次，不再空转',
    en: 'drops a descriptor that was closed without being removed',
    behaviour: [85],
  },
  () => {
    const { poller, kernel, reader, writer, close } = bench();
    poller.register(reader, READ);
    poller.register(writer, WRITE);
    close();
    const first = [...poller.poll(0)];
    poller.modify(writer, NONE);
    const before = kernel.now;
    poller.poll(50);
    expect([first, kernel.now - before, refusal(() => poller.unregister(reader))], {
      zh: '`POLLNVAL` 每次都会报：不从列表里去掉，这一觉就睡不成，循环会空转。也别把它当就绪报告出去。',
      en: '`POLLNVAL` comes with every call. If it stays on the list there is no sleep, and the loop spins. Do not report it as ready either.',
    }).toEqual([[[writer, WRITE]], 50, 'ENOENT']);
  },
);

test(
  {
    zh: '就绪几个，报告几个，名字是 poll',
    en: 'reports all that are ready, and is called poll',
    behaviour: [2],
  },
  () => {
    const { poller, kernel, reader, writer, send } = bench();
    const other = kernel.channel();
    for (const fd of [reader, other.reader]) poller.register(fd, READ);
    poller.register(writer, WRITE);
    send();
    other.send();
    const ready = [...poller.poll(0).keys()];
    expect([ready, poller.name], {
      zh: '三个都就绪：整个数组都要看完，不能找到一个就停。`name` 是给人看的，写 `poll`。',
      en: 'All three are ready: look through the whole array, and do not stop at the first. The `name` is for people, and says `poll`.',
    }).toEqual([[reader, other.reader, writer], 'poll']);
  },
);
