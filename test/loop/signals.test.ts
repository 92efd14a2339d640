import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { constants as os } from 'node:os';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EPollIOLoop, LoopExit, type Signal } from '../../loop/index.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { EPollPoller } from '../../loop/pollers/epoll.ts';
import { descriptors, forgetLoops, inWorker, realLoop, runProgram } from './support.ts';

forgetLoops();
vi.setConfig({ testTimeout: 30_000 }); // the machine may have other things to do

const SIGNAL = 'SIGUSR2'; // nobody in this process has a use for it

/** To this very process. The kernel delivers it before the call returns. */
function raise(signal: NodeJS.Signals = SIGNAL): void {
  process.kill(process.pid, signal);
}

/** A set of signals of this process: `SigCgt` are those that some handler catches. */
function signals(set: 'SigCgt' | 'SigIgn'): { has(signal: NodeJS.Signals): boolean } {
  const status = readFileSync('/proc/self/status', 'utf8');
  const bits = BigInt(`0x${new RegExp(`^${set}:\\s*(\\w+)`, 'm').exec(status)?.[1]}`);
  return { has: (signal) => ((bits >> BigInt(os.signals[signal] - 1)) & 1n) === 1n };
}

function threads(): string[] {
  return readdirSync('/proc/self/task');
}

/** What Node's own loop would call for the signal. */
function listen(signal: NodeJS.Signals): { heard: () => number; until: Promise<void> } {
  const listener = vi.fn();
  const until = new Promise<void>((resolve) => listener.mockImplementation(resolve));
  process.on(signal, listener);
  onTestFinished(() => void process.off(signal, listener));
  return { heard: () => listener.mock.calls.length, until };
}

describe('IOLoop.addSignalHandler', () => {
  it('calls back in the next turn, with the name of the signal [B118]', async () => {
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, (signal) => {
      log.push(signal);
      loop.addCallback(() => loop.stop());
    });
    loop.addCallback(() => {
      raise();
      mark('raised')();
    });
    await loop.start();
    expect(log).toEqual(['raised', SIGNAL]);
  });

  it('ends the sleep of a loop that waits for nothing else [B118, B122]', async () => {
    const { loop } = realLoop();
    loop.addSignalHandler(SIGNAL, () => loop.stop());
    loop.addCallback(() => {
      spawn('kill', ['-USR2', String(process.pid)]);
    });
    await loop.start(); // for ever, but for the signal
  });

  it('ends it although the kernel gives the signal to another thread [B123]', async () => {
    const before = threads();
    const worker = new Worker('setInterval(() => {}, 1e6)', { eval: true });
    await once(worker, 'online');
    const [thread] = threads().filter((id) => !before.includes(id));
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, () => loop.stop());
    // kill(2) takes the id of a thread for its process, and prefers that thread.
    loop.addCallback(() => process.kill(Number(thread), SIGNAL));
    loop.addCallback(mark(`${thread}, not ${process.pid}`));
    await loop.start();
    expect(log).toEqual([`${thread}, not ${process.pid}`]);
    await worker.terminate();
  });

  it('is heard even if the waker is full: bytes get lost, the note does not [B123]', async () => {
    const { loop } = realLoop();
    const [waker] =
      [...descriptors()].filter(([, file]) => file.includes('[eventfd]')).at(-1) ?? [];
    const almostFull = new Uint8Array(BigUint64Array.of(0xffff_ffff_ffff_fffen).buffer);
    loop.addSignalHandler(SIGNAL, () => loop.stop());
    loop.addCallback(() => {
      expect(sys.write(Number(waker), almostFull, 0, 8)).toBe(8);
      raise();
    });
    await loop.start();
  });

  it('calls back once for signals that come before the loop looks', async () => {
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, mark('signal'));
    loop.addCallback(() => {
      raise();
      raise();
      loop.callLater(1, () => loop.stop());
    });
    await loop.start();
    expect(log).toEqual(['signal']);
  });

  it('keeps one callback for each signal: the last one given', async () => {
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, mark('first'));
    loop.addSignalHandler(SIGNAL, mark('second'));
    loop.addSignalHandler('SIGHUP', mark('another signal'));
    loop.addCallback(() => {
      raise();
      raise('SIGHUP');
      loop.callLater(1, () => loop.stop());
    });
    await loop.start();
    expect(log.sort()).toEqual(['another signal', 'second']);
  });

  it('reports what the callback throws, and the loop goes on [B138]', async () => {
    const { loop, logger } = realLoop();
    loop.addSignalHandler(SIGNAL, function onSignal() {
      loop.addCallback(() => loop.stop());
      throw new Error('not now');
    });
    loop.addCallback(() => raise());
    await loop.start();
    expect(logger.entries).toMatchObject([
      { message: 'Exception in callback onSignal' },
    ]);
  });

  it.each(['SIGFOO', 'INT', 'sigint', '', 2, null])(
    'refuses %j, which is no signal, with TypeError',
    (name) => {
      const { loop } = realLoop();
      const add = () => loop.addSignalHandler(name as Signal, () => {});
      expect(add).toThrow(TypeError);
      expect(add).toThrow("One is called 'SIGINT'");
      expect(() => loop.removeSignalHandler(name as Signal)).toThrow(TypeError);
    },
  );

  it.each<[Signal, string]>([
    ['SIGKILL', 'the kernel never asks'],
    ['SIGSTOP', 'the kernel never asks'],
    ['SIGSEGV', 'the instruction that failed would be tried again, for ever'],
    ['SIGCHLD', 'Node would not see its child processes end'],
  ])('refuses %s: %s', (signal, reason) => {
    const { loop } = realLoop();
    expect(() => loop.addSignalHandler(signal, () => {})).toThrow(
      `${signal} cannot be handled: ${reason}`,
    );
  });

  it('refuses a callback that is no function', () => {
    const { loop } = realLoop();
    expect(() => loop.addSignalHandler(SIGNAL, 'stop' as never)).toThrow(TypeError);
  });

  it('is refused off the main thread, where a loop runs all the same [B117]', async () => {
    const answer = await inWorker(`
      import { parentPort } from 'node:worker_threads';
      import { IOLoop } from '${new URL('../../loop/index.ts', import.meta.url)}';
      const loop = IOLoop.current();
      const said = [];
      try {
        loop.addSignalHandler('SIGUSR2', () => {});
      } catch (error) {
        said.push(error.message);
      }
      loop.addCallback(() => said.push('runs'));
      loop.addCallback(() => loop.stop());
      await loop.start();
      parentPort.postMessage(said);
    `);
    expect(answer).toEqual([expect.stringContaining('main thread'), 'runs']);
  });
});

describe('the action of a signal', () => {
  it('is the loop’s while start() runs, and what it was before and after [B115]', async () => {
    const { loop, log } = realLoop();
    const note = () => log.push(String(signals('SigCgt').has(SIGNAL)));
    loop.addSignalHandler(SIGNAL, () => {});
    loop.addCallback(() => {
      note();
      loop.stop();
    });
    note();
    await loop.start();
    note();
    expect(log).toEqual(['false', 'true', 'false']);
  });

  it('comes back when an exception ends start() [B115, B140]', async () => {
    const { loop } = realLoop();
    loop.addSignalHandler(SIGNAL, () => {});
    loop.addCallback(() => {
      throw new LoopExit('enough');
    });
    await expect(loop.start()).rejects.toThrow('enough');
    expect(signals('SigCgt').has(SIGNAL)).toBe(false);
  });

  it('is Node’s again afterwards, if it was: a listener hears [B115, B122]', async () => {
    const { loop, log, mark } = realLoop();
    const { heard, until } = listen(SIGNAL);
    loop.addSignalHandler(SIGNAL, mark('the loop'));
    loop.addCallback(() => {
      raise();
      loop.callLater(1, () => loop.stop());
    });
    await loop.start();
    expect([log, heard()]).toEqual([['the loop'], 0]);
    raise();
    await until;
    expect([log, heard()]).toEqual([['the loop'], 1]);
  });

  it('stays as somebody else has set it meanwhile', async () => {
    const { loop } = realLoop();
    const loopHeard = vi.fn();
    loop.addSignalHandler(SIGNAL, loopHeard);
    const listening: { until?: Promise<void> } = {};
    loop.addCallback(() => {
      Object.assign(listening, listen(SIGNAL));
      loop.stop();
    });
    await loop.start();
    raise();
    await listening.until;
    expect(loopHeard).not.toHaveBeenCalled();
  });

  it('is settled at once while the loop runs, on adding and on removing [B122]', async () => {
    const { loop, log } = realLoop();
    const note = () => log.push(String(signals('SigCgt').has(SIGNAL)));
    loop.addCallback(() => {
      loop.addSignalHandler(SIGNAL, () => {});
      note();
      loop.removeSignalHandler(SIGNAL);
      note();
      loop.stop();
    });
    await loop.start();
    expect(log).toEqual(['true', 'false']);
  });

  it('of SIGPIPE is to be ignored, as Node has it: a write is EPIPE [B124]', () => {
    expect(signals('SigIgn').has('SIGPIPE')).toBe(true);
    const [reader, writer] = sys.pipe2(constants.O_CLOEXEC);
    sys.close(reader);
    onTestFinished(() => sys.close(writer));
    expect(() => sys.write(writer, new Uint8Array(1), 0, 1)).toThrow('EPIPE');
  });

  it('without a handler is the kernel’s: Ctrl-C ends the program', () => {
    const { status, stdout } = runProgram(`
      import { IOLoop } from './loop/index.ts';
      const loop = IOLoop.current();
      loop.addCallback(() => process.kill(process.pid, 'SIGINT'));
      process.on('exit', () => console.log('never printed'));
      await loop.start();
    `);
    expect({ status, stdout }).toEqual({ status: null, stdout: '' });
  });
});

describe('IOLoop.removeSignalHandler', () => {
  it('is no error for a signal that nobody handles', () => {
    const { loop } = realLoop();
    expect(() => loop.removeSignalHandler(SIGNAL)).not.toThrow();
  });

  it('forgets a signal that has come, but was not called back yet', async () => {
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, mark('signal'));
    loop.addCallback(() => {
      raise();
      loop.removeSignalHandler(SIGNAL);
      loop.addSignalHandler(SIGNAL, mark('signal'));
      loop.callLater(1, () => loop.stop());
    });
    await loop.start();
    expect(log).toEqual([]);
  });
});

describe('a signal that comes too late for a run', () => {
  it('is called back in the next one', async () => {
    const { loop, log, mark } = realLoop();
    loop.addSignalHandler(SIGNAL, mark('signal'));
    loop.addCallback(() => {
      loop.stop();
      raise();
    });
    await loop.start();
    expect(log).toEqual([]);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(log).toEqual(['signal']);
  });
});

// Tornado leaves a wake-up fd alone that somebody has set before: the signal then wakes
// the outer loop, which waits, and the inner one sleeps on.
describe('of loops inside loops', () => {
  function nested() {
    const outer = realLoop();
    const inner = realLoop({ makeCurrent: false });
    /** Runs `inner` inside of `outer`, and the signal in whichever is told. */
    const run = async (where: 'in the inner' | 'in both') => {
      inner.loop.addCallback(() => raise());
      outer.loop.addCallback(() => {
        inner.loop.startSync();
        if (where === 'in both') raise();
        else outer.loop.stop();
      });
      await outer.loop.start();
    };
    return { outer, inner, run };
  }

  it('the innermost is woken, for what only an outer one handles, too [B116, B120]', async () => {
    const { outer, inner, run } = nested();
    outer.loop.addSignalHandler(SIGNAL, () => {
      outer.mark(inner.loop.running ? 'inside' : 'outside')();
      inner.loop.stop();
    });
    await run('in the inner');
    expect(outer.log).toEqual(['inside']);
  });

  it('the innermost that handles the signal gets it, then the outer again [B120]', async () => {
    const { outer, inner, run } = nested();
    const log: string[] = [];
    inner.loop.addSignalHandler(SIGNAL, () => {
      log.push('inner');
      inner.loop.stop();
    });
    outer.loop.addSignalHandler(SIGNAL, () => {
      log.push('outer');
      outer.loop.stop();
    });
    await run('in both');
    expect(log).toEqual(['inner', 'outer']);
  });

  it('the inner one is told of a signal from before it began [B120]', async () => {
    const { outer, inner } = nested();
    outer.loop.addSignalHandler(SIGNAL, () => inner.loop.stop());
    outer.loop.addCallback(() => {
      raise();
      inner.loop.startSync();
      outer.loop.stop();
    });
    await outer.loop.start();
  });
});

describe('a poll that a signal has interrupted', () => {
  it('finds nothing ready: the loop takes another turn [B121]', async () => {
    const { loop } = realLoop();
    listen(SIGNAL); // Node's handler, which does not write to the waker
    const ready: number[] = [];
    const poll = EPollPoller.prototype.poll;
    const spy = vi.spyOn(EPollPoller.prototype, 'poll').mockImplementation(function (
      this: EPollPoller,
      timeout,
    ) {
      const found = poll.call(this, timeout);
      ready.push(found.size);
      loop.stop();
      return found;
    });
    onTestFinished(() => spy.mockRestore());
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const sender = `
      const { workerData: stop } = require('node:worker_threads');
      while (Atomics.wait(stop, 0, 0, 5) === 'timed-out') process.kill(process.pid, '${SIGNAL}');
    `;
    const worker = new Worker(sender, { eval: true, workerData: stop });
    await once(worker, 'online');
    await loop.start();
    Atomics.store(stop, 0, 1);
    Atomics.notify(stop, 0);
    await once(worker, 'exit');
    expect(ready).toEqual([0]);
  });
});

describe('process.on() listeners', () => {
  it('that a blocking loop makes deaf are warned of, once each [B122]', async () => {
    const { loop, logger } = realLoop();
    listen('SIGHUP');
    for (let run = 0; run < 2; run++) {
      loop.addCallback(() => loop.stop());
      await loop.start();
    }
    const [warning, ...rest] = logger.entries;
    console.log(warning?.message);
    expect(warning).toMatchObject({
      level: 'warning',
      message: expect.stringContaining("loop.addSignalHandler('SIGHUP', …)"),
    });
    expect(rest).toEqual([]);
  });

  it('for anything but signals are nobody’s business [B122]', async () => {
    const { loop, logger } = realLoop();
    const listener = () => {};
    process.on('warning', listener);
    onTestFinished(() => void process.off('warning', listener));
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(logger.entries).toEqual([]);
  });
});

describe('signals', () => {
  it('leave no descriptor behind', async () => {
    const before = descriptors();
    for (let i = 0; i < 100; i++) {
      const loop = new EPollIOLoop();
      loop.addSignalHandler(SIGNAL, () => loop.stop());
      loop.addCallback(() => raise());
      await loop.start();
      loop.close();
    }
    expect(descriptors()).toEqual(before);
    expect(signals('SigCgt').has(SIGNAL)).toBe(false);
  });
});
