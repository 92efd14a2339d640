import { closeSync, openSync, readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { needsEpoll } from '../kernel.ts';
import { forgetLoops, realLoop, simulate } from './support.ts';

forgetLoops();

const { AF_UNIX, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } = constants;
const BYTE = new Uint8Array(1);

/** Closed at the end of the test, whatever the test did. */
function open<T extends readonly number[]>(fds: T): T {
  onTestFinished(() => {
    for (const fd of fds) closeQuietly(fd);
  });
  return fds;
}

function closeQuietly(fd: number): void {
  try {
    sys.close(fd);
  } catch {
    // closed by the test itself
  }
}

const pipe = () => open(sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC));
const socketpair = () =>
  open(sys.socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
const send = (fd: number) => sys.write(fd, BYTE, 0, 1);
const receive = (fd: number) => sys.read(fd, BYTE, 0, 1);
const hex = (events: number) => `0x${events.toString(16).padStart(2, '0')}`;

describe('IOLoop.addHandler', () => {
  it('calls the handler with the source and its events [B77]', async () => {
    const { loop, log } = realLoop();
    const [reader, writer] = pipe();
    send(writer);
    loop.addHandler(
      reader,
      (fd, events) => {
        log.push(fd === reader ? 'reader' : 'other', hex(events));
        loop.stop();
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log).toEqual(['reader', '0x01']);
  });

  it('is level-triggered: three bytes read one by one make three calls [B2]', async () => {
    const { loop, log, mark } = realLoop();
    const [reader, writer] = pipe();
    sys.write(writer, new Uint8Array(3), 0, 3);
    loop.addHandler(
      reader,
      () => {
        mark('call')();
        receive(reader);
        // Long enough for a fourth call, which should not be.
        if (log.length === 3) loop.callLater(20, () => loop.stop());
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log).toEqual(['call', 'call', 'call']);
  });

  it('hands on the kernel’s events unfiltered, hang-up and error too [B78]', async () => {
    needsEpoll();
    const { loop, log } = realLoop();
    const [server, client] = socketpair();
    const [closedWriter, writer] = pipe();
    const [reader, closedReader] = pipe();
    const [half, otherHalf] = socketpair();
    const watch = (name: string, fd: number, asked: number) => {
      loop.addHandler(
        fd,
        (_, events) => {
          log.push(`${name} ${hex(events)}`);
          loop.removeHandler(fd);
          if (log.length === 4) loop.stop();
        },
        asked,
      );
    };
    watch('peer closed', server, IOLoop.READ);
    sys.close(client);
    watch('writer closed', closedWriter, IOLoop.READ);
    sys.close(writer);
    watch('reader closed', closedReader, IOLoop.WRITE);
    sys.close(reader);
    watch('half closed', half, IOLoop.READ);
    sys.shutdown(otherHalf, constants.SHUT_WR);
    await loop.start();
    expect(new Set(log)).toEqual(
      new Set([
        'peer closed 0x11',
        'writer closed 0x10',
        'reader closed 0x0c',
        'half closed 0x01',
      ]),
    );
  });

  it('does not report WRITE to one who asked for READ [B78]', async () => {
    const { loop, log } = realLoop();
    const [one, other] = socketpair();
    send(other);
    loop.addHandler(
      one,
      (_, events) => {
        log.push(hex(events));
        loop.stop();
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log).toEqual(['0x01']);
  });

  it('with no events at all still hears of a hang-up [B79]', async () => {
    needsEpoll();
    const { loop, log } = realLoop();
    const [reader, writer] = pipe();
    sys.close(writer);
    loop.addHandler(
      reader,
      (_, events) => {
        log.push(hex(events));
        loop.stop();
      },
      IOLoop.NONE,
    );
    await loop.start();
    expect(log).toEqual(['0x10']);
  });

  it('refuses a descriptor that is watched, and keeps its handler [B80, B81]', async () => {
    // Upstream has stored the new handler by the time the kernel refuses it.
    const { loop, log, mark } = realLoop();
    const [reader, writer] = pipe();
    const first = () => {
      mark('first')();
      loop.stop();
    };
    loop.addHandler(reader, first, IOLoop.READ);
    expect(() => loop.addHandler(reader, mark('second'), IOLoop.READ)).toThrow(
      expect.objectContaining({ code: 'EEXIST' }),
    );
    send(writer);
    await loop.start();
    expect(log).toEqual(['first']);
  });

  it('refuses a regular file, and leaves nothing behind [B82]', async () => {
    const file = openSync(new URL(import.meta.url).pathname, 'r');
    onTestFinished(() => closeSync(file));
    const { loop, logger } = realLoop();
    const add = () => loop.addHandler(file, () => {}, IOLoop.READ);
    expect(add).toThrow(expect.objectContaining({ code: 'EPERM' }));
    loop.removeHandler(file);
    expect(logger.entries).toMatchObject([{ level: 'debug' }]);
    loop.close({ allFds: true });
    expect(readdirSync('/dev/fd')).toContain(String(file));
  });

  it('refuses a handler that is no function, before the kernel hears of it', () => {
    const { loop, poller } = simulate();
    expect(() => loop.addHandler(7, 'no' as never, IOLoop.READ)).toThrow(TypeError);
    poller.register(7, IOLoop.READ);
  });
});

describe('IOLoop.updateHandler', () => {
  it('changes the events, and the handler stays [B83]', async () => {
    const { loop, log } = realLoop();
    const [one] = socketpair();
    loop.addHandler(
      one,
      (_, events) => {
        log.push(hex(events));
        loop.stop();
      },
      IOLoop.READ,
    );
    loop.updateHandler(one, IOLoop.WRITE);
    await loop.start();
    expect(log).toEqual(['0x04']);
  });

  it('refuses a descriptor that is not watched [B83]', () => {
    const { loop } = realLoop();
    const [reader] = pipe();
    expect(() => loop.updateHandler(reader, IOLoop.READ)).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });

  it('masks what is already on the ready list by what is asked now [B84]', async () => {
    const { loop, poller, log, mark } = simulate();
    loop.addHandler(10, () => loop.updateHandler(11, IOLoop.NONE), IOLoop.READ);
    loop.addHandler(11, mark('11'), IOLoop.READ);
    for (const fd of [10, 11]) poller.raise(fd, IOLoop.READ);
    loop.callLater(0, () => loop.callLater(0, () => loop.stop()));
    await loop.start();
    expect(log).toEqual([]);
  });

  it('still lets an error through to one who asks for nothing any more [B84]', async () => {
    const { loop, poller } = simulate();
    const seen: number[] = [];
    const onError = (_: number, events: number) => {
      seen.push(events);
      loop.stop();
    };
    loop.addHandler(10, () => loop.updateHandler(11, IOLoop.NONE), IOLoop.READ);
    loop.addHandler(11, onError, IOLoop.READ);
    poller.raise(10, IOLoop.READ);
    poller.raise(11, IOLoop.READ | IOLoop.ERROR);
    await loop.start();
    expect(seen).toEqual([IOLoop.ERROR]);
  });

  it.each([
    ['NaN', Number.NaN],
    ['null', null],
    ['undefined', undefined],
    ['a string', '1'],
    ['a fraction', 1.5],
  ])('and addHandler refuse %s for events [B179]', (_, events) => {
    const { loop } = simulate();
    expect(() => loop.addHandler(7, () => {}, events as never)).toThrow(TypeError);
    loop.addHandler(7, () => {}, IOLoop.READ);
    expect(() => loop.updateHandler(7, events as never)).toThrow(TypeError);
  });
});

/** A socket that is closed while it is watched, and another that gets its number. */
function successors(loop: IOLoop) {
  const one = { fd: 7, fileno: () => one.fd };
  const other = { fileno: () => 7 };
  loop.addHandler(one, () => {}, IOLoop.READ);
  one.fd = -1;
  loop.removeHandler(one);
  loop.addHandler(other, () => loop.stop(), IOLoop.READ);
  return { one, other };
}

describe('a closed source', () => {
  it('removed a second time does not take its successor off the list [B177]', async () => {
    const { loop, poller } = simulate();
    const { one } = successors(loop);
    loop.removeHandler(one);
    poller.raise(7, IOLoop.READ);
    await loop.start(); // to its end: the other one was called
  });

  it('that was never removed does not speak for its successor either [B177]', async () => {
    const { loop, poller } = simulate();
    const one = { fd: 7, fileno: () => one.fd };
    const other = { fileno: () => 7 };
    loop.addHandler(one, () => {}, IOLoop.READ);
    one.fd = -1;
    poller.unregister(7); // as the kernel does when it is closed
    loop.addHandler(other, () => loop.stop(), IOLoop.READ);
    loop.removeHandler(one);
    expect(() => loop.updateHandler(one, IOLoop.NONE)).toThrow(/ENOENT/);
    poller.raise(7, IOLoop.READ);
    await loop.start();
  });

  it('is ENOENT to updateHandler(), and so is what was never watched [B177]', () => {
    const { loop } = simulate();
    const { one } = successors(loop);
    for (const source of [one, 8, -1]) {
      expect(() => loop.updateHandler(source, IOLoop.READ)).toThrow(/ENOENT/);
    }
  });

  it('is no error to removeHandler(), nor is -1 [B177]', () => {
    const { loop } = simulate();
    loop.removeHandler(-1);
    loop.removeHandler({ fileno: () => -1 });
  });
});

describe('IOLoop.removeHandler', () => {
  it('never throws: the kernel’s refusal goes to the debug log [B85]', () => {
    const { loop, logger } = realLoop();
    const [reader] = pipe();
    loop.removeHandler(reader);
    expect(logger.entries).toMatchObject([
      { level: 'debug', message: 'Error deleting fd from IOLoop' },
    ]);
  });

  it('drops an event already on the ready list [B85]', async () => {
    const { loop, poller, log, mark } = simulate();
    const handle = (fd: number) => {
      mark(String(fd))();
      loop.removeHandler(fd === 10 ? 11 : 10);
      loop.stop();
    };
    loop.addHandler(10, handle, IOLoop.READ);
    loop.addHandler(11, handle, IOLoop.READ);
    for (const fd of [10, 11]) poller.raise(fd, IOLoop.READ);
    await loop.start();
    expect(log).toEqual(['10']);
  });

  it('and a new handler for the same ready fd: it is called in the next turn [B86]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.raise(10, IOLoop.READ);
    loop.addHandler(
      10,
      () => {
        mark('old')();
        loop.addCallback(mark('next turn'));
        loop.removeHandler(10);
        loop.addHandler(
          10,
          () => {
            mark('new')();
            loop.stop();
          },
          IOLoop.READ,
        );
      },
      IOLoop.READ,
    );
    await loop.start();
    expect(log).toEqual(['old', 'next turn', 'new']);
  });
});

describe('a descriptor closed and its number reused inside one batch', () => {
  /** A closes B, a new pipe gets B's number, and B's event still waits. */
  async function reuse({ remove }: { remove: boolean }) {
    const { loop, log, mark } = realLoop();
    const [a, aWriter] = pipe();
    const [b, bWriter] = pipe();
    const victim = { [a]: b, [b]: a };
    const steal = (fd: number) => {
      if (log.length > 0) return;
      mark('first')();
      const other = victim[fd] as number;
      if (remove) loop.removeHandler(other);
      sys.close(other);
      const [reader] = pipe();
      expect(reader).toBe(other);
      loop.addHandler(reader, mark('stale event'), IOLoop.READ);
      receive(fd);
      loop.callLater(20, () => loop.stop()); // time for an event that should not be
    };
    loop.addHandler(a, steal, IOLoop.READ);
    loop.addHandler(b, steal, IOLoop.READ);
    send(aWriter);
    send(bWriter);
    await loop.start();
    return log;
  }

  // Upstream delivers B's event to the new handler.
  it('delivers nothing stale to the new handler, even without removeHandler() [B87, B88]', async () => {
    expect(await reuse({ remove: false })).toEqual(['first']);
  });

  it('nor with it [B89]', async () => {
    expect(await reuse({ remove: true })).toEqual(['first']);
  });
});

describe('a source with fileno()', () => {
  it('comes back to the handler as the object that was given [B94]', async () => {
    const { loop, poller } = simulate();
    const source = { fileno: () => 7 };
    let seen: unknown;
    loop.addHandler(
      source,
      (object) => {
        seen = object;
        loop.stop();
      },
      IOLoop.READ,
    );
    poller.raise(7, IOLoop.READ);
    await loop.start();
    expect(seen).toBe(source);
  });

  it('is the same registration as its number [B95]', () => {
    const { loop } = simulate();
    const source = { fileno: () => 7 };
    loop.addHandler(source, () => {}, IOLoop.READ);
    expect(() => loop.addHandler(7, () => {}, IOLoop.READ)).toThrow(/EEXIST/);
    loop.removeHandler(7);
    loop.addHandler(7, () => {}, IOLoop.READ);
    loop.removeHandler(source);
    loop.addHandler(source, () => {}, IOLoop.READ);
  });

  // Upstream misses the entry, which stays in the table for ever.
  it('can be removed after close(), when it no longer knows its number [B95]', () => {
    const { loop, logger } = simulate();
    let fd = 7;
    const source = { fileno: () => fd };
    loop.addHandler(source, () => {}, IOLoop.READ);
    fd = -1;
    loop.removeHandler(source);
    expect(logger.entries).toEqual([]);
    loop.addHandler(7, () => {}, IOLoop.READ);
  });

  it('lets the errors of fileno() through [B95]', () => {
    const { loop } = simulate();
    const broken = {
      fileno(): number {
        throw new RangeError('no number today');
      },
    };
    expect(() => loop.addHandler(broken, () => {}, IOLoop.READ)).toThrow(
      'no number today',
    );
  });

  it.each([
    ['a net.Socket', new Socket()],
    ['a string', '7'],
    ['null', null],
    ['a negative number', -1],
    ['a fraction', 1.5],
  ])('refuses %s, with the reason [B95]', (_, wrong) => {
    const { loop } = simulate();
    expect(() => loop.addHandler(wrong as never, () => {}, IOLoop.READ)).toThrow(
      TypeError,
    );
  });
});

describe('a handler that returns a rejected promise', () => {
  // Upstream never looks at it; in Node it would end the process.
  it('is reported, with its source [B50]', async () => {
    const { loop, poller, logger } = simulate();
    const onRead = async (fd: number) => {
      poller.lower(fd, IOLoop.READ);
      throw new Error('async handler');
    };
    loop.addHandler(7, onRead, IOLoop.READ);
    poller.raise(7, IOLoop.READ);
    loop.callLater(1, () => loop.stop());
    await loop.start();
    expect(logger.entries).toMatchObject([
      { level: 'error', message: 'Exception in callback (7, onRead)' },
    ]);
  });
});
