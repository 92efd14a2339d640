import { expect, test } from '../../../site/exercises/run/testing.ts';
import { FakeSocket } from '../support/fake-socket.ts';
import { named, simulate } from '../support/simulate.ts';
import { Tap } from './start/tap.ts';

/** A tap, a log of what comes out of it, and a loop that stops at 500 ms. */
function tapped() {
  const { loop, poller } = simulate();
  const socket = new FakeSocket(poller, 7);
  const tap = new Tap(loop, socket);
  const log: string[] = [];
  tap.onData = (text) => log.push(text);
  tap.onEnd = () => log.push('end');
  loop.callAt(
    500,
    named('stop', () => loop.stop()),
  );
  return { loop, poller, socket, tap, log };
}

test({ zh: '来什么读什么，到头为止', en: 'reads what comes, to the end' }, () => {
  const { loop, poller, socket, log } = tapped();
  poller.at(10, () => socket.arrive('hello'));
  poller.at(20, () => socket.end());
  loop.startSync();
  expect(log, {
    zh: '先是数据，然后到头，`onEnd` 只调用一次。',
    en: 'First the data, then the end, and `onEnd` once.',
  }).toEqual(['hello', 'end']);
});

test(
  {
    zh: '暂停时不读，恢复后一次不少',
    en: 'reads nothing while paused, and all of it later',
  },
  () => {
    const { loop, poller, socket, tap, log } = tapped();
    tap.pause();
    poller.at(10, () => socket.arrive('hello'));
    loop.callAt(100, () => {
      log.push('resume');
      tap.resume();
    });
    loop.startSync();
    expect(log, {
      zh: '暂停期间数据留在内核里，恢复之后再读。',
      en: 'While it is paused the data stays in the kernel, and is read when it resumes.',
    }).toEqual(['resume', 'hello']);
  },
);

test(
  {
    zh: '暂停时对方挂断，循环照样去睡',
    en: 'lets the loop sleep when the peer hangs up while it is paused',
    behaviour: [79],
  },
  () => {
    const { loop, poller, socket, tap } = tapped();
    tap.pause();
    poller.at(10, () => socket.hangUp());
    loop.startSync();
    expect(poller.log.length, {
      zh: '从挂断到 500 ms 停下，两三次轮询就够了。',
      en: 'From the hang-up to the stop at 500 ms two or three polls are enough.',
    }).toBeLessThanOrEqual(3);
  },
);

test(
  {
    zh: '恢复之后，先是挂断前的数据，再是结束',
    en: 'hands on what was sent before the hang-up, and then the end',
    behaviour: [77],
  },
  () => {
    const { loop, poller, socket, tap, log } = tapped();
    tap.pause();
    poller.at(10, () => {
      socket.arrive('last words');
      socket.hangUp();
    });
    loop.callAt(100, () => tap.resume());
    loop.startSync();
    expect([log.slice(0, -1).join(''), log.at(-1)], {
      zh: '挂断不等于没有数据：内核还留着临别的几个字节，读完才算到头。',
      en: 'A hang-up does not mean that there is no data. The kernel keeps the last bytes, and the end comes after them.',
    }).toEqual(['last words', 'end']);
  },
);

test(
  {
    zh: '挂断后再暂停、恢复，也只结束一次',
    en: 'ends once, however often it is paused and resumed',
  },
  () => {
    const { loop, poller, socket, tap, log } = tapped();
    tap.pause();
    poller.at(10, () => socket.hangUp());
    loop.callAt(20, () => tap.pause());
    loop.callAt(30, () => tap.resume());
    loop.callAt(40, () => tap.resume());
    loop.startSync();
    expect(log, {
      zh: '不在关注列表里的时候，`updateHandler()` 会抛 `ENOENT`；`onEnd` 也不能来两次。',
      en: 'While it is off the interest list `updateHandler()` would throw `ENOENT`; and `onEnd` must not come twice.',
    }).toEqual(['end']);
  },
);
