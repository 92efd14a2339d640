import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import { hasSystemCall, sys } from '../../loop/node/sys.ts';
import { KernelWaker } from '../../loop/node/waker.ts';
import { PollPoller } from '../../loop/pollers/poll.ts';
import { needsKernel } from '../kernel.ts';

beforeEach(needsKernel);

function watched() {
  const waker = new KernelWaker();
  const poller = new PollPoller(() => {});
  poller.register(waker.fileno(), IOLoop.READ);
  onTestFinished(() => {
    waker.close();
    poller.close();
  });
  return { waker, poller, readable: () => poller.poll(0).size === 1 };
}

describe('KernelWaker', () => {
  it('is readable from wake() to drain() [B110, B111]', () => {
    const { waker, readable } = watched();
    expect(readable()).toBe(false);
    waker.wake();
    expect(readable()).toBe(true);
    waker.drain();
    expect(readable()).toBe(false);
  });

  it('takes 70,000 wakes without an error, and one drain() empties it [B110]', () => {
    const { waker, readable } = watched();
    for (let i = 0; i < 70_000; i++) waker.wake();
    waker.drain();
    expect(readable()).toBe(false);
  });

  it('drains nothing without harm [B110]', () => {
    const { waker, readable } = watched();
    waker.drain();
    expect(readable()).toBe(false);
  });

  it.runIf(hasSystemCall('eventfd'))(
    'takes a full counter for an answer, not for an error [B110]',
    () => {
      const { waker, readable } = watched();
      const almostFull = new Uint8Array(
        new BigUint64Array([0xffff_ffff_ffff_fffen]).buffer,
      );
      sys.write(waker.writeFileno(), almostFull, 0, 8);
      waker.wake();
      expect(readable()).toBe(true);
    },
  );

  it('gives its descriptors back [B36]', () => {
    const before = readdirSync('/dev/fd').length;
    const waker = new KernelWaker();
    const own = hasSystemCall('eventfd') ? 1 : 2;
    expect(readdirSync('/dev/fd').length).toBe(before + own);
    waker.close();
    expect(readdirSync('/dev/fd').length).toBe(before);
  });

  it('ends a sleep in poll() from another thread [B109]', async () => {
    const { waker, poller } = watched();
    const writeEnd = waker.writeFileno();
    const code = `require('node:fs').writeSync(${writeEnd}, new Uint8Array([1,0,0,0,0,0,0,0]))`;
    const worker = new Worker(code, { eval: true });
    expect(poller.poll(60_000).size).toBe(1);
    await worker.terminate();
  });

  it('is a pipe where there is no eventfd [B36]', () => {
    const script = `
      import { createRequire } from 'node:module';
      const require = createRequire('${import.meta.url}');
      delete require('../../native/build/addon.node').eventfd;
      const { KernelWaker } = await import('${new URL('../../loop/node/waker.ts', import.meta.url)}');
      const { sys } = await import('${new URL('../../loop/node/sys.ts', import.meta.url)}');
      const waker = new KernelWaker();
      for (let i = 0; i < 70000; i++) waker.wake();
      waker.drain();
      const left = sys.read(waker.fileno(), new Uint8Array(1), 0, 1);
      console.log(waker.fileno() !== waker.writeFileno(), left);
      waker.close();
    `;
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { encoding: 'utf8' },
    );
    expect(output.trim()).toBe('true null');
  });
});
