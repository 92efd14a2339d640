import { expect, test } from '../../../site/exercises/run/testing.ts';
import { FakeSocket } from '../support/fake-socket.ts';
import { named, simulate } from '../support/simulate.ts';
import { serve } from './start/echo.ts';

/** A loop that stops at 1000 ms, and clients on it. `room`: of the kernel, in bytes. */
function world() {
  const thrown: unknown[] = [];
  const { loop, poller } = simulate({}, (error) => {
    thrown.push(error);
    loop.stop();
  });
  let fd = 7;
  const connect = (room = Number.POSITIVE_INFINITY) => {
    const client = new FakeSocket(poller, fd++, room);
    serve(loop, client);
    return client;
  };
  loop.callAt(
    1000,
    named('stop', () => loop.stop()),
  );
  return { loop, poller, connect, thrown };
}

test(
  { zh: '发来什么，发回什么', en: 'sends back what it receives', behaviour: [2] },
  () => {
    const { loop, poller, connect } = world();
    const client = connect();
    poller.at(10, () => client.arrive('hello '));
    poller.at(20, () => client.arrive('world'));
    loop.startSync();
    expect(client.sent, {
      zh: '两次发来的都要原样发回。',
      en: 'Both pieces have to come back as they were sent.',
    }).toBe('hello world');
  },
);

test({ zh: '对方说完了，就关掉', en: 'closes when the peer has finished' }, () => {
  const { loop, poller, connect } = world();
  const client = connect();
  poller.at(10, () => {
    client.arrive('bye');
    client.end();
  });
  loop.startSync();
  expect([client.sent, client.open, poller.log.length <= 6], {
    zh: '先把说过的发回去，再关掉；先移除处理函数，后关闭。不关的话，“到头”是水平触发的，循环会空转。',
    en: 'First send back what was said, then close; and remove the handler before that. Left open, the end is level-triggered, and the loop spins.',
  }).toEqual(['bye', false, true]);
});

test(
  {
    zh: '内核只收下一部分，其余的等可写了再发',
    en: 'keeps what the kernel does not take, and sends it later',
    behaviour: [77],
  },
  () => {
    const { loop, poller, connect } = world();
    const client = connect(4);
    poller.at(10, () => client.arrive('0123456789'));
    poller.at(100, () => client.makeRoom(3));
    poller.at(200, () => client.makeRoom(100));
    loop.startSync();
    expect(client.sent, {
      zh: '内核先收了 4 个字节，后来又收 3 个、剩下的 3 个：一个不能丢，次序不能乱。',
      en: 'The kernel takes 4 bytes, later 3 more, and then the last 3. None may be lost, and the order must be kept.',
    }).toBe('0123456789');
  },
);

test(
  { zh: '对方不收，就不再读', en: 'does not read while the peer takes nothing' },
  () => {
    const { loop, poller, connect } = world();
    const client = connect(4);
    poller.at(10, () => client.arrive('first piece'));
    poller.at(100, () => client.arrive('x'.repeat(5000)));
    loop.startSync();
    expect([client.unread, poller.log.length <= 8], {
      zh: '后来的 5000 字节应该留在内核里，而不是读进来攒着；循环也应该睡着，不是一轮一轮地试。',
      en: 'The 5000 bytes that came later have to stay in the kernel and not be piled up here; and the loop has to sleep, not to try turn after turn.',
    }).toEqual([5000, true]);
  },
);

test(
  {
    zh: '收得慢的客户，最后也一字不差',
    en: 'is right to the last byte, however slow the peer',
  },
  () => {
    const { loop, poller, connect } = world();
    const client = connect(1);
    const text = Array.from({ length: 300 }, (_, i) => `${i},`).join('');
    poller.at(5, () => client.arrive(text));
    for (let time = 10; time < 900; time += 5)
      poller.at(time, () => client.makeRoom(10));
    loop.startSync();
    expect(client.sent === text, {
      zh: '每 5 ms 只收 10 个字节，全部发完之后要和发来的一模一样。',
      en: 'It takes 10 bytes every 5 ms; and when all is sent, that must be exactly what has come.',
    }).toBe(true);
  },
);

test(
  {
    zh: '闲着的时候不关注可写',
    en: 'does not ask for WRITE while it has nothing to send',
  },
  () => {
    const { loop, poller, connect } = world();
    const client = connect();
    poller.at(500, () => client.arrive('x'));
    loop.startSync();
    expect([client.sent, poller.log.length <= 5], {
      zh: '套接字几乎总是可写的：一直关注 `WRITE`，循环就一刻也睡不着。',
      en: 'A socket is nearly always writable. With `WRITE` on the list all the time, the loop could never sleep.',
    }).toEqual(['x', true]);
  },
);

test({ zh: '一个连接出错，不连累别的', en: 'survives a connection that fails' }, () => {
  const { loop, poller, connect, thrown } = world();
  const [broken, other] = [connect(), connect()];
  poller.at(10, () => broken.reset());
  poller.at(20, () => other.arrive('still here'));
  loop.startSync();
  expect([other.sent, broken.open, thrown.length], {
    zh: '对方重置了连接：这是常事，关掉它就行，错误不必传给循环。',
    en: 'Reset by the peer: that happens, so close it. The error is no business of the loop’s.',
  }).toEqual(['still here', false, 0]);
});

test(
  {
    zh: '关掉之前先从循环上移除',
    en: 'is off the loop when it has closed',
    behaviour: [84],
  },
  () => {
    const { loop, poller, connect } = world();
    const [done, broken] = [connect(), connect()]; // fds 7 and 8
    poller.at(10, () => done.end());
    poller.at(20, () => broken.reset());
    loop.startSync();
    const left = [7, 8].filter((fd) => {
      try {
        poller.unregister(fd);
        return true;
      } catch {
        return false;
      }
    });
    expect([done.open, broken.open, left], {
      zh: '两个都关了，可是列出来的号码还在关注列表里：先 `loop.removeHandler(client)`，再 `client.close()`，否则号码的下一个主人会收到它的事件。',
      en: 'Both are closed, but these numbers are still on the interest list. First `loop.removeHandler(client)`, then `client.close()`, or the next owner of the number gets its events.',
    }).toEqual([false, false, []]);
  },
);
