import { closeSync, openSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { sys } from '../../loop/node/sys.ts';
import { bytes, errorOf, leavesNoDescriptor, pipe } from './descriptors.ts';

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

  it('refuses what Node watches already with EEXIST, a regular file with EPERM', () => {
    const [reader] = pipe();
    const stop = sys.uv_poll(reader, () => {});
    expect(errorOf(() => sys.uv_poll(reader, () => {})).code).toBe('EEXIST');
    stop();
    const fd = openSync(import.meta.filename, 'r');
    expect(errorOf(() => sys.uv_poll(fd, () => {})).code).toBe('EPERM');
    closeSync(fd);
  });

  it('can be started again at once after it was stopped', () => {
    const [reader] = pipe();
    sys.uv_poll(reader, () => {})();
    sys.uv_poll(reader, () => {})();
  });
});
