import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  EPollIOLoop,
  type Fd,
  IOLoop,
  KQueueIOLoop,
  type LoopOptions,
  PollIOLoop,
  PosixPollIOLoop,
  SelectIOLoop,
} from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { constants, hasSystemCall, sys } from '../../loop/node/sys.ts';
import { KernelWaker } from '../../loop/node/waker.ts';
import { KQueuePoller } from '../../loop/pollers/kqueue.ts';
import { FakeKQueue } from '../pollers/fake-kqueue.ts';
import { forgetLoops, journal, recorder } from './support.ts';

forgetLoops();

/** A loop on kqueue for a machine that has none. */
class FakeKQueueIOLoop extends PollIOLoop {
  constructor(options: LoopOptions = {}) {
    super(options, () => ({
      poller: new KQueuePoller(new FakeKQueue()),
      waker: new KernelWaker(),
      host: node,
    }));
  }

  static override isAvailable(): boolean {
    return hasSystemCall('poll') && !hasSystemCall('kevent');
  }
}

const ALL = [
  EPollIOLoop,
  KQueueIOLoop,
  PosixPollIOLoop,
  SelectIOLoop,
  FakeKQueueIOLoop,
];
const BACK_ENDS = ALL.filter((BackEnd) => BackEnd.isAvailable()).map((BackEnd) => ({
  name: BackEnd.name,
  BackEnd,
}));

const { AF_UNIX, O_CLOEXEC, O_NONBLOCK } = constants;
const { SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } = constants;
const PATIENCE = 2000; // ms until a loop that waits in vain is stopped

describe.each(BACK_ENDS)('$name', ({ BackEnd }) => {
  function start() {
    const logger = recorder();
    const loop = new BackEnd({ logger });
    loop.callLater(PATIENCE, () => loop.stop());
    onTestFinished(() => loop.close());
    return { loop, logger, ...journal() };
  }

  it('echoes what comes over a socket, until the peer ends [B2, B77]', async () => {
    const { loop, log } = start();
    const [server, client] = socketpair();
    const buffer = Buffer.alloc(4);
    const echo = (fd: Fd) => {
      const length = sys.read(fd, buffer, 0, 4);
      if (length) sys.write(fd, buffer, 0, length);
      else if (length === 0) loop.stop();
    };
    const answer = (fd: Fd) => {
      const length = sys.read(fd, buffer, 0, 4) ?? 0;
      log.push(buffer.toString('utf8', 0, length));
      if (log.join('') === 'hello, world') sys.shutdown(fd, constants.SHUT_WR);
    };
    loop.addHandler(server, echo, IOLoop.READ);
    loop.addHandler(client, answer, IOLoop.READ);
    sys.write(client, Buffer.from('hello, world'), 0, 12);
    await loop.start();
    expect(log).toEqual(['hell', 'o, w', 'orld']);
  });

  it('asks to write only while there is something to write [B83]', async () => {
    const { loop, log, mark } = start();
    const [reader, writer] = pipe();
    loop.addHandler(writer, mark('too early'), IOLoop.NONE);
    loop.addHandler(
      reader,
      (fd) => {
        mark('read')();
        receive(fd);
        loop.stop();
      },
      IOLoop.READ,
    );
    loop.removeHandler(writer);
    const write = (fd: Fd) => {
      mark('write')();
      send(fd);
      loop.updateHandler(fd, IOLoop.NONE);
    };
    loop.addHandler(writer, write, IOLoop.WRITE);
    await loop.start();
    expect(log).toEqual(['write', 'read']);
  });

  it('keeps the order of callback, timeout and handler [B38]', async () => {
    const { loop, log, mark } = start();
    const [reader, writer] = pipe();
    send(writer);
    loop.addHandler(reader, mark('handler'), IOLoop.READ);
    loop.callAt(0, mark('timeout'));
    loop.addCallback(mark('callback'));
    loop.addCallback(() => loop.callLater(0, () => loop.stop()));
    await loop.start();
    expect(log.slice(0, 3)).toEqual(['callback', 'timeout', 'handler']);
  });

  it('sleeps until a timeout is due, and no longer than that [B58, B73]', async () => {
    const { loop } = start();
    const deadline = loop.time() + 10;
    let fired = 0;
    loop.callAt(deadline, () => {
      fired = loop.time();
      loop.stop();
    });
    await loop.start();
    expect(fired).toBeGreaterThanOrEqual(deadline);
    expect(fired).toBeLessThan(deadline + PATIENCE / 2);
  });

  // Upstream delivers the old descriptor's event to the new one's handler.
  it.each([
    { how: 'without removeHandler()', remove: false },
    { how: 'after removeHandler()', remove: true },
  ])(
    'gives nothing stale to a number reused in its batch, $how [B88, B89]',
    async ({ remove }) => {
      const { loop, log, mark } = start();
      const pipes = [pipe(), pipe()] as const;
      const steal = (fd: Fd) => {
        mark('first')();
        receive(fd);
        const [victim] = pipes.find(([reader]) => reader !== fd) ?? pipes[0];
        if (remove) loop.removeHandler(victim);
        close(victim);
        const [reused] = pipe();
        expect(reused).toBe(victim);
        loop.addHandler(reused, mark('stale'), IOLoop.READ);
        loop.callLater(0, () => loop.callLater(0, () => loop.stop()));
      };
      for (const [reader, writer] of pipes) {
        loop.addHandler(reader, steal, IOLoop.READ);
        send(writer);
      }
      await loop.start();
      expect(log).toEqual(['first']);
    },
  );

  it('sleeps though a closed descriptor lives on in a dup [B90]', async () => {
    const { loop, logger, log, mark } = start();
    const [reader, writer] = pipe();
    loop.addHandler(reader, mark('zombie'), IOLoop.READ);
    open([sys.dup(reader)]);
    close(reader);
    loop.removeHandler(reader);
    send(writer);
    const polls = countPolls();
    loop.callLater(20, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
    expect(polls()).toBeLessThan(10);
    const warnings = logger.entries.filter(({ level }) => level === 'warning');
    expect(warnings.length).toBeLessThanOrEqual(1);
  });

  it('sleeps though a descriptor was closed, and its handler was not removed', async () => {
    const { loop, logger } = start();
    const [reader] = pipe();
    loop.addHandler(reader, () => {}, IOLoop.READ);
    close(reader);
    const polls = countPolls();
    loop.callLater(20, () => loop.stop());
    await loop.start();
    expect(polls()).toBeLessThan(10);
    loop.removeHandler(reader);
    expect(logger.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is woken by stop() from its own callback, and starts again [B104, B105]', async () => {
    const { loop, log, mark } = start();
    for (const word of ['once', 'twice']) {
      loop.addCallback(mark(word));
      loop.addCallback(() => loop.stop());
      await loop.start();
    }
    expect(log).toEqual(['once', 'twice']);
  });

  it('gives back what it opened, and may be closed twice [B146, B149]', () => {
    const before = readdirSync('/dev/fd').length;
    const loop = new BackEnd();
    const [reader] = pipe();
    loop.addHandler(reader, () => {}, IOLoop.READ);
    loop.close();
    loop.close();
    expect(readdirSync('/dev/fd').length).toBe(before + 2);
  });
});

describe.runIf(hasSystemCall('epoll_wait'))('a loop that cannot be made', () => {
  const failing = (call: 'eventfd' | 'epoll_ctl') => {
    const spy = vi.spyOn(sys, call).mockImplementation(() => {
      throw Object.assign(new Error('EMFILE'), { code: 'EMFILE' });
    });
    onTestFinished(() => spy.mockRestore());
  };

  it.each(['eventfd', 'epoll_ctl'] as const)(
    'gives back what it has when %s fails [B12]',
    (call) => {
      const before = readdirSync('/dev/fd').length;
      failing(call);
      expect(() => new EPollIOLoop()).toThrow('EMFILE');
      expect(readdirSync('/dev/fd').length).toBe(before);
      expect(IOLoop.current(false)).toBeNull();
    },
  );
});

/** How many waits there were since: a loop that spins makes thousands. */
function countPolls(): () => number {
  const calls = (['epoll_wait', 'poll', 'select'] as const).filter(hasSystemCall);
  const spies = calls.map((call) => vi.spyOn(sys, call));
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

const pipe = () => open(sys.pipe2(O_NONBLOCK | O_CLOEXEC));
const socketpair = () =>
  open(sys.socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
const send = (fd: Fd) => sys.write(fd, new Uint8Array(1), 0, 1);
const receive = (fd: Fd) => sys.read(fd, new Uint8Array(1), 0, 1);

const opened = new Set<Fd>();

/** Closed at the end of the test, unless the test has closed them itself. */
function open<T extends readonly Fd[]>(fds: T): T {
  for (const fd of fds) opened.add(fd);
  onTestFinished(() => {
    for (const fd of fds) close(fd);
  });
  return fds;
}

/** Once only: by the end of the test the number may be the loop's own. */
function close(fd: Fd): void {
  if (opened.delete(fd)) sys.close(fd);
}
