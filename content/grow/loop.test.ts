/**
 * What the grown loop promises, and from which stage on. Run by Node's own test runner,
 * on the made stages and on the file of whoever types it: `npm run grow`.
 *
 *     GROW_FILE   the program            GROW_STAGE   its number
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import * as sys from './kernel.ts';

const { GROW_FILE = '', GROW_STAGE = '0' } = process.env;
const stage = Number(GROW_STAGE);

type Callback = (fd: number, events: number) => void;

/** Of all stages together; a stage has what it has grown so far. */
interface Loop {
  polls: number;
  handed: number;
  found: number;
  waker: number;
  ports: Map<MessagePort, (message: unknown) => void>;
  poller: object;
  addHandler(fd: number, handler: Callback, events: number): void;
  updateHandler(fd: number, events: number): void;
  removeHandler(fd: number): void;
  addCallback(callback: () => void): void;
  callLater(milliseconds: number, callback: () => void): object;
  removeTimeout(timeout: object): void;
  onSignal(signal: string, callback: () => void): void;
  sleep(milliseconds: number): Promise<void>;
  pollTimeout(): number;
  start(): void | Promise<void>;
  startHosted(): Promise<void>;
  stop(): void;
}

interface LoopClass {
  new (): Loop;
  current(): Loop;
  configure(name: string): void;
}

const program = await import(pathToFileURL(GROW_FILE).href);
const Grown = program.Loop as LoopClass;

function from(first: number, name: string, run: () => unknown, last = 99): void {
  if (stage >= first && stage <= last) test(name, async () => void (await run()));
}

/** A descriptor that can be read. */
function ready(): number {
  const fd = sys.eventfd();
  sys.add1(fd);
  return fd;
}

// Code that takes the thread: it ends by the deadline of whoever runs the tests.

from(0, 'calls the handler of what can be read, and no other', async () => {
  const loop = new Grown();
  const called: number[] = [];
  const [quiet, loud] = [sys.eventfd(), ready()];
  const handler = (fd: number) => {
    called.push(fd);
    loop.stop();
  };
  for (const fd of [quiet, loud]) loop.addHandler(fd, handler, sys.READ);
  await loop.start();
  assert.deepEqual(called, [loud]);
});

from(0, 'calls a handler again while something is left unread', async () => {
  const loop = new Grown();
  let times = 0;
  const again = () => {
    times += 1;
    if (times === 3) loop.stop();
  };
  loop.addHandler(ready(), again, sys.READ);
  await loop.start();
  assert.equal(times, 3);
});

from(0, 'does not call a handler that was removed', async () => {
  const loop = new Grown();
  const [one, other] = [ready(), sys.eventfd()];
  const called: string[] = [];
  loop.addHandler(
    one,
    () => {
      called.push('one');
      loop.removeHandler(one);
      sys.add1(other);
    },
    sys.READ,
  );
  loop.addHandler(
    other,
    () => {
      called.push('other');
      loop.stop();
    },
    sys.READ,
  );
  await loop.start();
  assert.deepEqual(called, ['one', 'other']);
});

/** Three descriptors, and two polls that each find one of them. */
async function countedLoop(): Promise<Loop> {
  const loop = new Grown();
  let times = 0;
  const handler = () => {
    times += 1;
    if (times === 2) loop.stop();
  };
  for (const fd of [sys.eventfd(), sys.eventfd(), ready()])
    loop.addHandler(fd, handler, sys.READ);
  await loop.start();
  return loop;
}

from(
  1,
  'counts what each poll hands over, and what it finds',
  async () => {
    const { polls, handed, found } = await countedLoop();
    assert.deepEqual({ polls, handed, found }, { polls: 2, handed: 6, found: 2 });
  },
  1,
);

from(
  2,
  'hands each descriptor over once, however often it polls',
  async () => {
    const { polls, handed, found } = await countedLoop();
    assert.deepEqual({ polls, handed, found }, { polls: 2, handed: 3, found: 2 });
  },
  2,
);

from(3, 'reports what was asked for, and stops when it is not any more', async () => {
  const loop = new Grown();
  const fd = ready(); // can be read, and written
  const seen: number[] = [];
  loop.addHandler(
    fd,
    (_, events) => {
      seen.push(events);
      loop.updateHandler(fd, sys.WRITE);
      if (seen.length === 2) loop.stop();
    },
    sys.READ,
  );
  await loop.start();
  assert.deepEqual(seen, [sys.READ, sys.WRITE]);
});

from(4, 'runs callbacks in the order in which they were added', async () => {
  const loop = new Grown();
  const ran: number[] = [];
  for (const n of [1, 2, 3]) loop.addCallback(() => void ran.push(n));
  loop.addHandler(ready(), () => loop.stop(), sys.READ);
  await loop.start();
  assert.deepEqual(ran, [1, 2, 3]);
});

from(4, 'polls between a callback and the one that it has added', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  const fd = ready();
  loop.addCallback(() => {
    ran.push('callback');
    loop.addCallback(() => void ran.push('added'));
  });
  loop.addHandler(
    fd,
    () => {
      ran.push('handler');
      if (ran.length > 3) loop.stop();
    },
    sys.READ,
  );
  await loop.start();
  assert.deepEqual(ran.slice(0, 3), ['callback', 'handler', 'added']);
});

/** Ends by a handler: before stage 6, stop() in a timeout comes before a sleep. */
function stopSoon(loop: Loop): void {
  const end = sys.eventfd();
  loop.addHandler(end, () => loop.stop(), sys.READ);
  loop.callLater(30, () => sys.add1(end));
}

from(5, 'runs timeouts by their deadlines, equal ones as they were added', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  loop.callLater(20, () => void ran.push('late'));
  loop.callLater(5, () => void ran.push('early'));
  loop.callLater(5, () => void ran.push('early too'));
  stopSoon(loop);
  await loop.start();
  assert.deepEqual(ran, ['early', 'early too', 'late']);
});

from(5, 'does not run a timeout that was cancelled', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  const timeout = loop.callLater(5, () => void ran.push('cancelled'));
  loop.removeTimeout(timeout);
  stopSoon(loop);
  await loop.start();
  assert.deepEqual(ran, []);
});

from(6, 'does not sleep after stop(), called by a callback or a timeout', async () => {
  const loop = new Grown();
  loop.addCallback(() => loop.stop());
  await loop.start();
  loop.callLater(1, () => loop.stop());
  await loop.start();
});

from(6, 'works out a sleep that is whole, not negative, and an hour at most', () => {
  const loop = new Grown();
  assert.equal(loop.pollTimeout(), 3_600_000);
  const timeout = loop.callLater(0.4, () => {});
  assert.ok([0, 1].includes(loop.pollTimeout()));
  Object.assign(timeout, { deadline: 0 }); // long past
  assert.equal(loop.pollTimeout(), 0);
  loop.addCallback(() => {});
  assert.equal(loop.pollTimeout(), 0);
});

from(7, 'is woken by a message and a write to its waker', async () => {
  const loop = new Grown();
  const { port1, port2 } = new MessageChannel();
  const got: unknown[] = [];
  loop.ports.set(port1, (message) => {
    got.push(message);
    loop.stop();
  });
  loop.addCallback(() => {
    port2.postMessage(42);
    sys.add1(loop.waker);
  });
  await loop.start();
  port1.close();
  assert.deepEqual(got, [42]);
});

from(7, 'silences its waker, and sleeps on', async () => {
  const loop = new Grown();
  let turns = 0;
  const pollTimeout = loop.pollTimeout.bind(loop);
  loop.pollTimeout = () => {
    turns += 1;
    return pollTimeout();
  };
  sys.add1(loop.waker);
  loop.callLater(50, () => loop.stop());
  await loop.start();
  assert.ok(turns < 6, `it took ${turns} turns in 50 ms`);
});

from(8, 'calls back for a signal that came before the sleep', async () => {
  const loop = new Grown();
  const got: string[] = [];
  loop.onSignal('SIGTERM', () => {
    got.push('SIGTERM');
    loop.stop();
  });
  loop.addCallback(() => void process.kill(process.pid, 'SIGTERM'));
  await loop.start();
  assert.deepEqual(got, ['SIGTERM']);
});

/** What a run prints. */
async function printed(run: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    await run();
  } finally {
    console.log = log;
  }
  return lines;
}

from(
  9,
  'names a callback that has kept the thread for long, and no other',
  async () => {
    const loop = new Grown();
    function slow() {
      const end = performance.now() + 150;
      while (performance.now() < end);
    }
    loop.addCallback(slow);
    loop.addCallback(() => loop.stop());
    const lines = await printed(() => loop.start());
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /slow/);
  },
);

from(10, 'runs the code behind an await before the next callback', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  loop.addCallback(async () => {
    await null;
    ran.push('behind the await');
  });
  loop.addCallback(() => {
    ran.push('next callback');
    loop.stop();
  });
  await loop.start();
  assert.deepEqual(ran, ['behind the await', 'next callback']);
});

from(10, 'sleeps in an async function while other callbacks run', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  loop.addCallback(async () => {
    await loop.sleep(10);
    ran.push('slept');
    loop.stop();
  });
  loop.addCallback(() => void ran.push('other'));
  await loop.start();
  assert.deepEqual(ran, ['other', 'slept']);
});

from(11, 'reports a callback that throws, and runs the next', async () => {
  const loop = new Grown();
  loop.addCallback(function faulty() {
    throw new Error('no such luck');
  });
  loop.addCallback(() => loop.stop());
  const lines = await printed(() => loop.start());
  assert.match(lines.join(), /faulty: no such luck/);
});

from(11, 'drops what was reported for a descriptor that is removed', async () => {
  const loop = new Grown();
  const called: number[] = [];
  const pair = [ready(), ready()];
  for (const fd of pair)
    loop.addHandler(
      fd,
      () => {
        called.push(fd);
        for (const each of pair) loop.removeHandler(each);
        for (const each of pair) loop.addHandler(each, () => loop.stop(), sys.READ);
      },
      sys.READ,
    );
  await loop.start();
  assert.equal(called.length, 1);
});

from(13, 'lets Node’s timers run while it is hosted', async () => {
  const loop = new Grown();
  const ran: string[] = [];
  setTimeout(() => {
    ran.push('a timer of Node’s');
    loop.addCallback(() => {
      ran.push('a callback');
      loop.stop();
    });
  }, 5);
  await loop.startHosted();
  assert.deepEqual(ran, ['a timer of Node’s', 'a callback']);
});

from(15, 'makes loops of the kind that is configured', async () => {
  Grown.configure('poll');
  const loop = new Grown();
  assert.equal(loop.poller.constructor.name, 'Poll');
  loop.addHandler(ready(), () => loop.stop(), sys.READ);
  await loop.start();
  Grown.configure('epoll');
  assert.equal(new Grown().poller.constructor.name, 'EPoll');
});

from(
  16,
  'is the current loop while it turns, and the one before afterwards',
  async () => {
    const before = Grown.current();
    const loop = new Grown();
    let seen: Loop | undefined;
    loop.addCallback(() => {
      seen = Grown.current();
      loop.stop();
    });
    await loop.start();
    assert.equal(seen, loop);
    assert.equal(Grown.current(), before);
  },
);
