import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HostedIOLoop, type IOLoop, LoopClosedError } from '../../loop/index.ts';
import { sys } from '../../loop/node/sys.ts';
import { EPollPoller } from '../../loop/pollers/epoll.ts';
import { forgetLoops, inWorker, realLoop, recorder, runProgram } from './support.ts';

forgetLoops();

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
vi.setConfig({ testTimeout: 30_000 }); // the machine may have other things to do

/** Keep the thread, as a callback does that takes too long. */
function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

interface Report {
  level: string;
  message: string;
}

/** On a busy machine V8 may stop just before, or after, the line that is looked for. */
function theReport(reports: Report[]): Report | undefined {
  return reports.find(({ message }) => message.includes('busyFor'));
}

/** Block in turn after turn until the watchdog, once it is there, has seen one. */
function blockUntilReported(loop: IOLoop, reports: Report[], limit: number): void {
  loop.addCallback(function culprit() {
    if (theReport(reports)) return loop.stop();
    busyFor(4 * limit);
    loop.addCallback(culprit);
  });
}

/** The order of poll() and setitimer(): when the alarm is on, and when it is off. */
function watched(log: string[]): void {
  const { poll } = EPollPoller.prototype;
  const polls = vi.spyOn(EPollPoller.prototype, 'poll');
  polls.mockImplementation(function (this: EPollPoller, timeout) {
    log.push('poll');
    return poll.call(this, timeout);
  });
  const alarms = vi.spyOn(sys, 'setitimer');
  alarms.mockImplementation((_, value) => log.push(value > 0 ? `on:${value}` : 'off'));
  onTestFinished(() => {
    polls.mockRestore();
    alarms.mockRestore();
  });
}

describe('IOLoop.setBlockingLogThreshold', () => {
  it('says for how long, and where: function, file and line [B145]', async () => {
    const { loop, logger } = realLoop();
    loop.setBlockingLogThreshold(20);
    blockUntilReported(loop, logger.entries, 20);
    await loop.start();
    const { level, message } = theReport(logger.entries) as Report;
    console.log(message);
    expect(level).toBe('warning');
    const [head = '', ...stack] = message.split('\n');
    const [, ms] = /^IOLoop blocked for (\d+) ms in$/.exec(head) ?? [];
    expect(Number(ms)).toBeGreaterThanOrEqual(20);
    expect(stack.find((line) => line.includes('busyFor'))).toMatch(
      /watchdog\.test\.ts[^:]*:\d+:\d+\)$/,
    );
    expect(stack.find((line) => line.includes('culprit'))).toBeDefined();
    expect(message).not.toMatch(/node:internal|guard\.ts/);
  });

  it('says it once in a turn, however long that takes, and in the next again [B145]', async () => {
    const { loop, logger } = realLoop();
    loop.setBlockingLogThreshold(20);
    blockUntilReported(loop, logger.entries, 20);
    await loop.start();
    logger.entries.length = 0;
    loop.callLater(0, () => {
      loop.callLater(0, busyFor, 500); // the second turn: the first is not watched
      loop.callLater(0, () => loop.addCallback(() => loop.stop()));
    });
    await loop.start();
    expect(logger.entries).toHaveLength(1);
  });

  it('never counts the time that the loop sleeps [B145]', async () => {
    const { loop, logger } = realLoop();
    loop.setBlockingLogThreshold(20);
    blockUntilReported(loop, logger.entries, 20);
    await loop.start();
    logger.entries.length = 0;
    // Not in the first poll: nobody watches before that.
    loop.callLater(0, () => loop.callLater(300, () => loop.stop()));
    await loop.start();
    expect(logger.entries).toEqual([]);
  });

  it('goes by the last limit given, and can be switched off and on again [B145]', async () => {
    const { loop, logger } = realLoop();
    loop.setBlockingLogThreshold(1e6);
    loop.setBlockingLogThreshold(20);
    blockUntilReported(loop, logger.entries, 20);
    await loop.start();
    loop.setBlockingLogThreshold(null);
    loop.setBlockingLogThreshold(30);
    logger.entries.length = 0;
    blockUntilReported(loop, logger.entries, 30);
    await loop.start();
    expect(logger.entries[0]?.message).toMatch(/^IOLoop blocked for/);
  });

  it('prints at once if there is no logger, even of a block without end [B145]', async () => {
    const program = `
      import { IOLoop } from './loop/index.ts';
      const loop = IOLoop.current();
      loop.setBlockingLogThreshold(20);
      loop.callLater(0, () => loop.callLater(0, function endless() { for (;;); }));
      await loop.start();
    `;
    const args = ['--input-type=module-typescript', '--eval', program];
    const child = spawn(process.execPath, args, { cwd: ROOT });
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    for await (const chunk of child.stderr) {
      text += chunk;
      if (text.includes('endless')) break;
    }
    console.log(text.trim());
    expect(text).toMatch(
      /^IOLoop blocked for \d+ ms in\n {4}at endless \(.*:\d+:\d+\)\n/,
    );
  });

  it('works in a hosted loop, where waiting for Node does not count either [B145]', async () => {
    const logger = recorder();
    const loop = new HostedIOLoop({ logger });
    onTestFinished(() => loop.close());
    loop.setBlockingLogThreshold(20);
    blockUntilReported(loop, logger.entries, 20);
    await loop.start();
    expect(logger.entries[0]?.message).toContain('culprit');
    logger.entries.length = 0;
    loop.callLater(0, () => loop.callLater(300, () => loop.stop()));
    await loop.start();
    expect(logger.entries).toEqual([]);
  });

  it('leaves no thread and no descriptor when it is switched off [B145]', () => {
    const { status, stdout } = runProgram(`
      import { readdirSync } from 'node:fs';
      import { EPollIOLoop } from './loop/index.ts';
      const count = (what) => readdirSync('/proc/self/' + what).length;
      const [threads, descriptors] = [count('task'), count('fd')];
      for (const logger of [undefined, { debug() {}, warning() {}, error() {} }]) {
        const loop = new EPollIOLoop(logger && { logger });
        loop.setBlockingLogThreshold(1000);
        loop.setBlockingSignalThreshold(1000);
        console.log(count('task') > threads);
        loop.setBlockingLogThreshold(null);
        loop.setBlockingSignalThreshold(null);
        loop.close();
        while (count('task') > threads) await new Promise(setImmediate);
        while (count('fd') > descriptors) await new Promise(setImmediate);
      }
    `);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'true\ntrue\n' });
  });

  it('keeps no program alive [B145]', () => {
    const { status, stdout } = runProgram(`
      import { IOLoop } from './loop/index.ts';
      const loop = IOLoop.current();
      loop.setBlockingLogThreshold(1000);
      loop.addCallback(() => loop.stop());
      await loop.start();
      process.on('exit', () => console.log('ended'));
    `);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ended\n' });
  });
});

describe('IOLoop.setBlockingSignalThreshold', () => {
  it('is off before each poll, and on from there to the next [B145]', async () => {
    const { loop, log, mark } = realLoop();
    watched(log);
    loop.setBlockingSignalThreshold(1500.5);
    loop.addCallback(() => {
      mark('first-callback')(); // nobody watches it, as nobody has polled yet
      loop.callLater(0, mark('timeout'));
      loop.callLater(0, () => loop.addCallback(mark('callback')));
      loop.callLater(0, () => loop.addCallback(() => loop.stop()));
    });
    await loop.start();
    expect(log.join(' ')).toBe(
      'off first-callback off poll on:1501 timeout off poll on:1501 callback off',
    );
  });

  it('is off when start() has ended, even by an exception [B145]', async () => {
    const { loop, log } = realLoop();
    watched(log);
    loop.setBlockingSignalThreshold(1000);
    vi.spyOn(loop, 'handleCallbackException').mockImplementation(() => {
      throw new Error('it gets worse');
    });
    loop.callLater(0, () =>
      loop.callLater(0, () => {
        throw new Error('bad');
      }),
    );
    await expect(loop.start()).rejects.toThrow('it gets worse');
    expect(log.at(-1)).toBe('off');
  });

  // Tornado's fires all the same, finds no threshold, and fails over its own message.
  it('is off at once when it is switched off inside a callback [B145]', async () => {
    const { loop, log, mark } = realLoop();
    watched(log);
    loop.setBlockingSignalThreshold(1000);
    loop.callLater(0, () => {
      loop.addCallback(() => {
        loop.setBlockingSignalThreshold(null);
        mark('unwatched')();
        loop.addCallback(() => loop.stop());
      });
    });
    await loop.start();
    expect(log.join(' ')).toMatch(/on:1000 off unwatched poll$/);
  });

  it('ends the process by SIGALRM, in the middle of the callback [B145]', () => {
    const { status, stdout } = runProgram(`
      import { IOLoop } from './loop/index.ts';
      const loop = IOLoop.current();
      loop.setBlockingSignalThreshold(500); // to begin at all takes a while, too
      loop.callLater(0, () => {
        loop.callLater(0, () => {
          console.log('begins');
          for (;;);
        });
      });
      await loop.start();
    `);
    expect({ status, stdout }).toEqual({ status: null, stdout: 'begins\n' });
  });

  it('calls an action instead, once for a turn, when the block is over [B145]', async () => {
    const { loop, log, mark } = realLoop();
    loop.setBlockingSignalThreshold(20, mark('alarm'));
    loop.callLater(0, () => {
      loop.addCallback(() => {
        busyFor(100);
        mark('over')();
        loop.callLater(50, () => loop.stop()); // asleep: no alarm
      });
    });
    await loop.start();
    expect(log).toEqual(['over', 'alarm']);
  });

  it('forgets the action when it is switched off, and the program’s own stays', async () => {
    const { loop, log, mark } = realLoop();
    loop.setBlockingSignalThreshold(1000, mark('action'));
    loop.setBlockingSignalThreshold(null);
    loop.addSignalHandler('SIGALRM', mark('handler'));
    loop.setBlockingSignalThreshold(null);
    loop.addCallback(() => {
      process.kill(process.pid, 'SIGALRM');
      loop.callLater(1, () => loop.stop());
    });
    await loop.start();
    expect(log).toEqual(['handler']);
  });
});

describe.each(['setBlockingLogThreshold', 'setBlockingSignalThreshold'] as const)(
  'IOLoop.%s',
  (member) => {
    it.each([0, -1, Number.NaN, Infinity, '20', undefined])('refuses %s', (limit) => {
      const { loop } = realLoop();
      expect(() => loop[member](limit as number)).toThrow(RangeError);
    });

    it('takes null when it is off already', () => {
      const { loop } = realLoop();
      expect(() => loop[member](null)).not.toThrow();
    });

    it('refuses a loop that is closed', () => {
      const { loop } = realLoop();
      loop.close();
      expect(() => loop[member](20)).toThrow(LoopClosedError);
    });

    it('is for the main thread only', async () => {
      const answer = await inWorker(`
        import { parentPort } from 'node:worker_threads';
        import { IOLoop } from '${new URL('../../loop/index.ts', import.meta.url)}';
        try {
          IOLoop.current().${member}(20);
        } catch (error) {
          parentPort.postMessage(error.message);
        }
      `);
      expect(answer).toContain('main thread');
    });
  },
);
