import type { Socket } from '../../../loop/net/socket.ts';
import { TCPServer } from '../../../loop/net/tcp-server.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';
import { named, simulate } from '../support/simulate.ts';
import { type Accepted, Listener } from './listener.ts';

/** A server with room for so many connections, and what it has done. */
function serving(free: number, code = 'EMFILE') {
  const log: string[] = [];
  const reports: string[] = [];
  const report = (error: unknown) => {
    reports.push(error instanceof Error ? error.message : String(error));
    if (code === 'EBADF') listener.makeRoom(1); // so that it does not come again
  };
  const { loop, poller } = simulate({}, report);
  const listener = new Listener(poller, 6, free, code);
  const server = new TCPServer(
    ({ socket }) => {
      log.push((socket as unknown as Accepted).who);
    },
    { loop },
  );
  server.addSocket(listener as unknown as Socket);
  const stopAt = (time: number) =>
    loop.callAt(
      time,
      named('stop', () => loop.stop()),
    );
  return { loop, poller, listener, server, log, reports, stopAt };
}

test({ zh: '来的都接受', en: 'accepts all who come' }, () => {
  const { loop, poller, listener, log, stopAt } = serving(10);
  poller.at(10, () => {
    for (const who of ['a', 'b', 'c']) listener.connect(who);
  });
  stopAt(100);
  loop.startSync();
  expect(log, {
    zh: '描述符够用，三个都该接受。',
    en: 'There are enough descriptors: all three are to be accepted.',
  }).toEqual(['a', 'b', 'c']);
});

test(
  {
    zh: '描述符用完了，循环不空转',
    en: 'does not spin when no descriptor is left',
    behaviour: [170],
  },
  () => {
    const { loop, poller, listener, stopAt } = serving(1);
    poller.at(10, () => {
      listener.connect('a');
      listener.connect('b');
    });
    stopAt(900);
    loop.startSync();
    expect(poller.log.length, {
      zh: '到 900 ms 为止，几次轮询就够了：监听套接字先别关注。',
      en: 'Until 900 ms a handful of polls is enough: leave the listening socket alone meanwhile.',
    }).toBeLessThanOrEqual(5);
  },
);

test(
  {
    zh: '腾出描述符之后，排着的连接会被接受',
    en: 'accepts those who wait once there are descriptors again',
    behaviour: [170],
  },
  () => {
    const { loop, poller, listener, log, stopAt } = serving(1);
    poller.at(10, () => {
      listener.connect('a');
      listener.connect('b');
    });
    poller.at(500, () => {
      listener.makeRoom(1);
    });
    stopAt(3000);
    loop.startSync();
    expect(log, {
      zh: '`b` 一直在内核里排队。走开以后要记得回来看。',
      en: '`b` has waited in the kernel’s queue all the time. Having gone away, do not forget to come back.',
    }).toEqual(['a', 'b']);
  },
);

test(
  {
    zh: '只抱怨一次，一秒试一次',
    en: 'tries once a second, and complains once',
    behaviour: [170],
  },
  () => {
    const { loop, poller, listener, reports, stopAt } = serving(0);
    poller.at(10, () => listener.connect('a'));
    stopAt(5500);
    loop.startSync();
    expect([listener.accepts, reports.length], {
      zh: '从 10 ms 到 5500 ms，一秒试一次，一共 6 次；日志里一条就够。',
      en: 'From 10 to 5500 ms there are 6 tries, one a second; and one line in the log is enough.',
    }).toEqual([6, 1]);
  },
);

test({ zh: '别的错误照样上报', en: 'throws errors of any other kind' }, () => {
  const { loop, poller, listener, reports, stopAt } = serving(0, 'EBADF');
  poller.at(10, () => listener.connect('a'));
  poller.at(10.5, () => {
    listener.makeRoom(1);
  });
  stopAt(100);
  loop.startSync();
  expect(reports, {
    zh: '`EBADF` 是程序的错，不是描述符用完了：要让它抛出去。',
    en: '`EBADF` is a mistake of the program’s, and not about running out: let it be thrown.',
  }).toEqual(['EBADF: accept4']);
});

test(
  {
    zh: '走开的时候停下，就不再回来',
    en: 'does not come back when it was stopped meanwhile',
    behaviour: [170],
  },
  () => {
    const { loop, poller, listener, log, server, stopAt } = serving(0);
    poller.at(10, () => listener.connect('a'));
    poller.at(300, () => listener.makeRoom(5));
    loop.callAt(500, () => server.stop());
    stopAt(3000);
    loop.startSync();
    expect([log, listener.accepts], {
      zh: '10 ms 时试过一次就走开了，500 ms 时服务器停了：一秒之后不该再去接受。用类里现成的 `#stepAside()`，它知道停没停。',
      en: 'After one try at 10 ms it has stepped aside, and at 500 the server was stopped: it must not accept a second later. Use `#stepAside()` of the class, which knows about that.',
    }).toEqual([[], 1]);
  },
);

test(
  {
    zh: '第二次不够用，再报一次',
    en: 'reports the second shortage as well',
    behaviour: [170],
  },
  () => {
    const { loop, poller, listener, log, reports, stopAt } = serving(0);
    poller.at(10, () => listener.connect('a'));
    poller.at(500, () => listener.makeRoom(1)); // and `a` is accepted at 1010
    poller.at(2000, () => listener.connect('b')); // and again there is none
    stopAt(4000);
    loop.startSync();
    expect([log, reports.length], {
      zh: '`a` 接受成功，这次短缺就过去了；`b` 来时又不够用，是另一次，要再报一条。接受成功的那一行把 `#complained` 清掉了吗？',
      en: 'With `a` accepted the shortage is over. When `b` comes there is another, to be reported again. Does the line that accepts set `#complained` back?',
    }).toEqual([['a'], 2]);
  },
);
