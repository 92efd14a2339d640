import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NotImplementedError } from '../../loop/core/errors.ts';
import {
  Duration,
  IOLoop,
  PeriodicCallback,
  type Poller,
  PollIOLoop,
  SimulatedPoller,
  type Timeout,
} from '../../loop/index.ts';
import { node } from '../../loop/node/node-host.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { EPollPoller } from '../../loop/pollers/epoll.ts';
import { needsEpoll, needsKernel } from '../kernel.ts';
import { descriptors, forgetLoops, realLoop, runProgram, simulate } from './support.ts';

forgetLoops();

const { O_CLOEXEC, O_NONBLOCK } = constants;
const EPOLLET = 1 << 31; // report changes only; in JavaScript this number is negative

/** A pipe with three bytes in it, and how to take one out. */
function pipeOfThree() {
  needsKernel();
  const [readEnd, writeEnd] = sys.pipe2(O_NONBLOCK | O_CLOEXEC);
  onTestFinished(() => {
    sys.close(readEnd);
    sys.close(writeEnd);
  });
  const buffer = new TextEncoder().encode('abc');
  sys.write(writeEnd, buffer, 0, 3);
  const readOne = () => {
    sys.read(readEnd, buffer, 0, 1);
    return String.fromCharCode(buffer[0] as number);
  };
  return { readEnd, writeEnd, readOne };
}

/** Five turns, whatever happens in them: none of them sleeps. */
const fiveTurns = (loop: IOLoop) =>
  loop.run(async () => {
    for (let turn = 0; turn < 5; turn++) await loop.moment();
  });

describe('the event bits', () => {
  it('are the numbers of epoll [B1]', () => {
    const { NONE, READ, WRITE, ERROR } = IOLoop;
    expect([NONE, READ, WRITE, ERROR]).toEqual([0x000, 0x001, 0x004, 0x018]);
  });

  it('mean to the kernel what they mean to us [B1]', () => {
    needsEpoll();
    const { readEnd, writeEnd } = pipeOfThree();
    const poller = new EPollPoller(() => {});
    onTestFinished(() => poller.close());
    poller.register(readEnd, IOLoop.READ | IOLoop.ERROR);
    poller.register(writeEnd, IOLoop.WRITE | IOLoop.ERROR);
    expect(poller.poll(0)).toEqual(
      new Map([
        [readEnd, IOLoop.READ],
        [writeEnd, IOLoop.WRITE],
      ]),
    );
  });

  it('reach the kernel with their highest bit, the sign in JavaScript [B1]', async () => {
    needsEpoll();
    const { loop, log } = realLoop();
    const { readEnd, readOne } = pipeOfThree();
    loop.addHandler(readEnd, () => log.push(readOne()), IOLoop.READ | EPOLLET);
    await fiveTurns(loop);
    expect(log).toEqual(['a']);
  });
});

describe('the loop', () => {
  it('is level-triggered: what stays unread is reported by every poll [B2]', async () => {
    const { loop, log } = realLoop();
    const { readEnd, readOne } = pipeOfThree();
    loop.addHandler(readEnd, () => log.push(readOne()), IOLoop.READ);
    await fiveTurns(loop);
    expect(log).toEqual(['a', 'b', 'c']);
  });

  // Tornado counts in seconds, and in milliseconds for PeriodicCallback alone.
  it('counts in milliseconds everywhere: all of these come due at once [B3]', async () => {
    const { loop, log } = simulate();
    const due = (what: string) => () => log.push(`${what} ${loop.time()}`);
    loop.callAt(250, due('callAt'));
    loop.callLater(250, due('callLater'));
    loop.addTimeout(new Duration(250), due('addTimeout'));
    new PeriodicCallback(due('PeriodicCallback'), 250).start();
    const run = loop.run(() => new Promise(() => {}), { timeout: 250 });
    await expect(run).rejects.toThrow('250 ms');
    expect(log).toEqual([
      'callAt 250',
      'callLater 250',
      'addTimeout 250',
      'PeriodicCallback 250',
    ]);
  });
});

describe('a poller', () => {
  it('is any object with five verbs and a name [B4]', async () => {
    const calls: string[] = [];
    const byHand: Poller = {
      name: 'by hand',
      register: (fd, events) => calls.push(`register ${fd} 0x${events.toString(16)}`),
      modify: (fd, events) => calls.push(`modify ${fd} 0x${events.toString(16)}`),
      unregister: (fd) => calls.push(`unregister ${fd}`),
      poll: (timeout) => {
        calls.push(`poll ${timeout}`);
        return new Map([[7, IOLoop.WRITE]]);
      },
      close: () => calls.push('close'),
    };
    const waker = new SimulatedPoller().makeWaker();
    const loop = new PollIOLoop({}, () => ({ poller: byHand, waker, host: node }));
    loop.addHandler(7, () => loop.stop(), IOLoop.READ);
    loop.updateHandler(7, IOLoop.WRITE);
    await loop.start();
    loop.removeHandler(7);
    loop.close();
    expect(calls).toEqual([
      `register ${waker.fileno()} 0x19`,
      'register 7 0x19',
      'modify 7 0x1c',
      'poll 3600000',
      'unregister 7',
      `unregister ${waker.fileno()}`,
      'close',
    ]);
  });
});

describe('IOLoop, the interface', () => {
  const bare = new (class extends IOLoop {})();
  const source = { fileno: () => 7 };

  it.each<[string, () => unknown]>([
    ['start', () => bare.start()],
    ['startSync', () => bare.startSync()],
    ['stop', () => bare.stop()],
    ['running', () => bare.running],
    ['close', () => bare.close()],
    ['addHandler', () => bare.addHandler(source, () => {}, IOLoop.READ)],
    ['updateHandler', () => bare.updateHandler(source, IOLoop.READ)],
    ['removeHandler', () => bare.removeHandler(source)],
    ['closeFd', () => bare.closeFd(source)],
    ['splitFd', () => bare.splitFd(source)],
    ['addCallback', () => bare.addCallback(() => {})],
    ['spawnCallback', () => bare.spawnCallback(() => {})],
    ['handleCallbackException', () => bare.handleCallbackException(null, null)],
    ['time', () => bare.time()],
    ['callAt', () => bare.callAt(0, () => {})],
    ['removeTimeout', () => bare.removeTimeout({} as Timeout)],
    ['addSignalHandler', () => bare.addSignalHandler('SIGINT', () => {})],
    ['removeSignalHandler', () => bare.removeSignalHandler('SIGINT')],
    ['remote', () => bare.remote({})],
    ['setBlockingLogThreshold', () => bare.setBlockingLogThreshold(1)],
    ['setBlockingSignalThreshold', () => bare.setBlockingSignalThreshold(1)],
  ])('leaves %s to its subclasses [B4]', (member, use) => {
    const error = new NotImplementedError(`IOLoop.${member}`);
    expect(use).toThrow(error);
  });

  it('builds callLater and addTimeout on the callAt and time of a subclass [B4]', () => {
    const deadlines: number[] = [];
    class Notebook extends IOLoop {
      override time(): number {
        return 1000;
      }
      override callAt(deadline: number, ..._: unknown[]): Timeout {
        deadlines.push(deadline);
        return {} as Timeout;
      }
    }
    const loop = new Notebook();
    loop.callLater(5, () => {});
    loop.addTimeout(new Duration(10), () => {});
    loop.addTimeout(20, () => {});
    expect(deadlines).toEqual([1005, 1010, 20]);
  });
});

describe('the descriptors of a loop', () => {
  it('are closed on exec, and only the waker never blocks [B5]', () => {
    needsEpoll();
    const before = descriptors();
    realLoop();
    const flags = [...descriptors()]
      .filter(([fd]) => !before.has(fd))
      .map(([fd, file]) => ({ file, ...flagsOf(fd) }));
    expect(flags).toEqual([
      { file: 'anon_inode:[eventpoll]', closedOnExec: true, neverBlocks: false },
      { file: 'anon_inode:[eventfd]', closedOnExec: true, neverBlocks: true },
    ]);
  });

  // Tornado must refuse to share a loop across fork(2). In Node a new process is always
  // a new program, so it is enough that this one has nothing of the old one's.
  it('do not reach the programs that this one starts [B169]', () => {
    needsEpoll();
    const { loop } = realLoop();
    loop.makeCurrent();
    const program = spawnSync('ls', ['-l', '/proc/self/fd'], { encoding: 'utf8' });
    expect(program.stdout).toContain(' -> /proc/'); // it has seen its descriptors
    expect(program.stdout).not.toContain('anon_inode');
    const { stdout } = runProgram(`
      import { IOLoop } from './loop/index.ts';
      console.log(IOLoop.initialized(), IOLoop.current(false));
    `);
    expect(stdout).toBe('false null\n');
  });

  function flagsOf(fd: number) {
    const info = readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8');
    const flags = Number.parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '', 8);
    return {
      closedOnExec: (flags & O_CLOEXEC) !== 0,
      neverBlocks: (flags & O_NONBLOCK) !== 0,
    };
  }
});
