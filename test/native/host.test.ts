import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { constants, sys } from '../../loop/node/sys.ts';
import {
  bytes,
  descriptorCount,
  errorOf,
  leavesNoDescriptor,
  pipe,
} from './descriptors.ts';

leavesNoDescriptor();

const turn = () => new Promise(setImmediate);

describe('uv_poll', () => {
  it('calls back for as long as the descriptor is readable', async () => {
    const [reader, writer] = pipe();
    const read = Promise.withResolvers<void>();
    const callback = vi.fn(() => {
      if (callback.mock.calls.length < 3) return; // level-triggered: it is called again
      sys.read(reader, new Uint8Array(1), 0, 1);
      read.resolve();
    });
    const stop = sys.uv_poll(reader, callback);
    sys.write(writer, bytes('x'), 0, 1);
    await read.promise;
    await turn();
    expect(callback).toHaveBeenCalledTimes(3);
    expect(callback).toHaveBeenCalledWith();
    stop();
  });

  it('calls back no more once it was stopped, from inside the callback too', async () => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('x'), 0, 1);
    const called = Promise.withResolvers<void>();
    const callback = vi.fn(() => {
      stop();
      stop(); // no harm
      called.resolve();
    });
    const stop = sys.uv_poll(reader, callback);
    await called.promise;
    for (let i = 0; i < 5; i++) await turn();
    expect(callback).toHaveBeenCalledOnce();
  });

  it('lets promise jobs run when the callback returns, as Node does for its own', async () => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('x'), 0, 1);
    const done = Promise.withResolvers<void>();
    const stop = sys.uv_poll(reader, async () => {
      stop();
      await null;
      done.resolve();
    });
    await done.promise;
  });

  it('makes what the callback throws an uncaught exception', async () => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('x'), 0, 1);
    const before = process.rawListeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const caught = new Promise((resolve) => process.once('uncaughtException', resolve));
    const stop = sys.uv_poll(reader, () => {
      stop();
      throw new Error('nobody catches');
    });
    expect(await caught).toEqual(new Error('nobody catches'));
    for (const listener of before)
      process.on('uncaughtException', listener as () => void);
  });

  it('refuses a regular file with EPERM, a closed descriptor with EBADF', () => {
    const fd = openSync(import.meta.filename, 'r');
    expect(errorOf(() => sys.uv_poll(fd, () => {})).code).toBe('EPERM');
    closeSync(fd);
    expect(errorOf(() => sys.uv_poll(fd, () => {})).code).toBe('EBADF');
  });

  it('calls every callback of a descriptor that is watched more than once', async () => {
    const [reader, writer] = pipe();
    const calls = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stops = calls.map(({ resolve }) => sys.uv_poll(reader, resolve));
    sys.write(writer, bytes('x'), 0, 1);
    await Promise.all(calls.map(({ promise }) => promise));
    for (const stop of stops) stop();
  });

  it('survives that the descriptor is closed before libuv has come round', async () => {
    const [reader, writer] = sys.pipe2(constants.O_CLOEXEC);
    const ended = Promise.withResolvers<void>();
    const stop = sys.uv_poll(reader, ended.resolve);
    sys.close(reader);
    sys.close(writer); // the end of the file is something to read
    await ended.promise;
    stop();
  });

  it('gives its duplicate back at once when it is stopped', () => {
    const [reader] = pipe();
    const before = descriptorCount();
    const stop = sys.uv_poll(reader, () => {});
    expect(descriptorCount()).toBe(before + 1);
    stop();
    expect(descriptorCount()).toBe(before);
  });

  it('keeps what it needs when the collector runs, and no more', async () => {
    const program = `
      import { constants, sys } from '${import.meta.resolve('../../loop/node/sys.ts')}';
      const [reader, writer] = sys.pipe2(0);
      for (let i = 0; i < 1000; i++) sys.uv_poll(reader, () => {})();
      gc();
      await new Promise(setImmediate); // closed, and now collected
      gc();
      sys.uv_poll(reader, () => process.exit(7)); // its stop function is dropped
      gc();
      await new Promise(setImmediate);
      gc();
      sys.write(writer, new Uint8Array(1), 0, 1);`;
    const options = ['--expose-gc', '--input-type=module-typescript', '-e', program];
    const { status, stderr } = spawnSync(process.execPath, options);
    expect(String(stderr)).toBe('');
    expect(status).toBe(7);
  });

  it('can be started again at once after it was stopped', () => {
    const [reader] = pipe();
    sys.uv_poll(reader, () => {})();
    sys.uv_poll(reader, () => {})();
  });
});
