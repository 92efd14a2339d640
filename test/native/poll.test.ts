import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Events, type Fd, READ, WRITE } from '../../loop/core/poller.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import {
  bytes,
  CLOSED,
  close,
  errorOf,
  leavesNoDescriptor,
  pipe,
} from './descriptors.ts';

leavesNoDescriptor();

const { POLLERR, POLLHUP, POLLIN, POLLNVAL, POLLOUT } = constants;

/** An array of `struct pollfd`, by the fds and the events asked for. */
function pollfds(...asked: [Fd, Events][]): Int32Array {
  const fds = new Int32Array(2 * asked.length);
  const halves = new Int16Array(fds.buffer);
  for (const [i, [fd, events]] of asked.entries()) {
    fds[2 * i] = fd;
    halves[4 * i + 2] = events;
  }
  return fds;
}

/** The events found, one number for each entry. */
function found(fds: Int32Array): Events[] {
  return [...new Int16Array(fds.buffer)].filter((_, i) => i % 4 === 3);
}

function poll(...asked: [Fd, Events][]): { count: number; events: Events[] } {
  const fds = pollfds(...asked);
  return { count: sys.poll(fds, asked.length, 0), events: found(fds) };
}

describe('poll', () => {
  it('has the bits of epoll', () => {
    expect([POLLIN, POLLOUT, POLLERR, POLLHUP]).toEqual([READ, WRITE, 0x008, 0x010]);
  });

  it('counts the ready ones, and marks them where they stand', () => {
    const [idle] = pipe();
    const [reader, writer] = pipe();
    sys.write(writer, bytes('x'), 0, 1);
    expect(poll([idle, POLLIN], [reader, POLLIN], [writer, POLLOUT])).toEqual({
      count: 2,
      events: [0, POLLIN, POLLOUT],
    });
  });

  it('marks what is wrong without being asked', () => {
    const [reader, writer] = pipe();
    close(writer);
    expect(poll([reader, 0], [CLOSED, POLLIN])).toEqual({
      count: 2,
      events: [POLLHUP, POLLNVAL],
    });
  });

  it('looks at the first nfds entries only, and leaves the question as it was', () => {
    const [, writer] = pipe();
    const fds = pollfds([writer, POLLOUT], [writer, POLLOUT]);
    const asked = fds.slice();
    expect(sys.poll(fds, 1, 0)).toBe(1);
    expect(found(fds)).toEqual([POLLOUT, 0]);
    expect(fds[0]).toBe(asked[0]);
  });

  it('waits for the timeout, in milliseconds', () => {
    const start = performance.now();
    expect(sys.poll(new Int32Array(0), 0, 20)).toBe(0);
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('takes -1 for ever, and comes back at once when something is ready', () => {
    const [, writer] = pipe();
    expect(sys.poll(pollfds([writer, POLLOUT]), 1, -1)).toBe(1);
  });

  it('gives 0 when a signal cuts the wait short', () => {
    const script = join(import.meta.dirname, 'fixtures/interrupted.ts');
    const { stdout } = spawnSync(process.execPath, [script, 'poll'], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('0 events, long before the timeout\n');
  });

  it('refuses more entries than there can be descriptors with EINVAL', () => {
    const many = new Int32Array(2 * 2_000_000).fill(-1);
    expect(errorOf(() => sys.poll(many, 2_000_000, 0))).toMatchObject({
      code: 'EINVAL',
      syscall: 'poll',
    });
  });
});
