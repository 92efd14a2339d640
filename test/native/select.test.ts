import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fd } from '../../loop/core/poller.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { bytes, close, errorOf, leavesNoDescriptor, pipe } from './descriptors.ts';

leavesNoDescriptor();

const { FD_SETSIZE } = constants;

/** A set of bits, as FD_ZERO and FD_SET make it. */
function fdSet(...fds: Fd[]): Uint32Array {
  const set = new Uint32Array(FD_SETSIZE / 32);
  for (const fd of fds) set[fd >> 5] = (set[fd >> 5] ?? 0) | (1 << (fd & 31));
  return set;
}

/** Makes the call, with nothing exceptional asked for. */
const select = (read: Uint32Array, write: Uint32Array, timeout = 0) =>
  sys.select(FD_SETSIZE, read, write, fdSet(), timeout);

describe('select', () => {
  it('has room for 1024 descriptors', () => {
    expect(FD_SETSIZE).toBe(1024);
  });

  it('leaves the bits of those that are ready, and counts them', () => {
    const [idle] = pipe();
    const [reader, writer] = pipe();
    sys.write(writer, bytes('x'), 0, 1);
    const [read, write] = [fdSet(idle, reader), fdSet(writer)];
    expect(select(read, write)).toBe(2);
    expect([read, write]).toEqual([fdSet(reader), fdSet(writer)]);
  });

  it('takes the end of a pipe for something to read', () => {
    const [reader, writer] = pipe();
    close(writer);
    const read = fdSet(reader);
    expect(select(read, fdSet())).toBe(1);
    expect(read).toEqual(fdSet(reader));
  });

  it('looks at no bit from nfds on', () => {
    const [, writer] = pipe();
    const write = fdSet(writer);
    expect(sys.select(writer, fdSet(), write, fdSet(), 0)).toBe(0);
    expect(sys.select(writer + 1, fdSet(), fdSet(writer), fdSet(), 0)).toBe(1);
  });

  it('waits for the timeout, in milliseconds', () => {
    const start = performance.now();
    expect(select(fdSet(), fdSet(), 20)).toBe(0);
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('takes -1 for ever, and comes back at once when something is ready', () => {
    const [, writer] = pipe();
    expect(select(fdSet(), fdSet(writer), -1)).toBe(1);
  });

  it('gives 0 when a signal cuts the wait short, and leaves the sets alone', () => {
    const script = join(import.meta.dirname, 'fixtures/interrupted.ts');
    const { stdout } = spawnSync(process.execPath, [script, 'select'], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('0 events, long before the timeout\n');
  });

  it('throws EBADF for a closed descriptor, whichever it was', () => {
    const [reader, writer] = pipe();
    close(reader);
    expect(errorOf(() => select(fdSet(reader), fdSet(writer)))).toMatchObject({
      code: 'EBADF',
      errno: -9,
      syscall: 'select',
    });
  });
});
