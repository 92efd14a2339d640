import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Events, type Fd, READ, WRITE } from '../../loop/core/poller.ts';
import { constants, hasSystemCall, sys } from '../../loop/node/sys.ts';
import {
  bytes,
  CLOSED,
  close,
  epoll,
  errorOf,
  leavesNoDescriptor,
  own,
  pipe,
} from './descriptors.ts';

leavesNoDescriptor();

const { EPOLL_CTL_ADD, EPOLL_CTL_MOD, EPOLL_CTL_DEL } = constants;
const EPOLLHUP = 0x010;
const EPOLLET = 0x8000_0000;

/** What epoll_wait finds without waiting, as `[events, fd, generation]`. */
function ready(epfd: Fd, maxevents = 8): number[][] {
  const found = new Uint32Array(3 * maxevents);
  const count = sys.epoll_wait(epfd, found, maxevents, 0);
  return Array.from({ length: count }, (_, i) => [...found.slice(3 * i, 3 * i + 3)]);
}

/** A pipe with a byte in it, on the interest list of a new epoll. */
function readable({ events = READ, generation = 0 }): { epfd: Fd; reader: Fd } {
  const epfd = epoll();
  const [reader, writer] = pipe();
  sys.epoll_ctl(epfd, EPOLL_CTL_ADD, reader, events, generation);
  sys.write(writer, bytes('x'), 0, 1);
  return { epfd, reader };
}

describe.runIf(hasSystemCall('epoll_wait'))('epoll_wait', () => {
  it('finds nothing on an empty list', () => {
    expect(ready(epoll())).toEqual([]);
  });

  it('gives the events, the descriptor and its generation', () => {
    const { epfd, reader } = readable({ generation: 0xffff_fffe });
    expect(ready(epfd)).toEqual([[READ, reader, 0xffff_fffe]]);
  });

  it('reports a descriptor again for as long as it is ready', () => {
    const { epfd, reader } = readable({});
    expect(ready(epfd)).toHaveLength(1);
    expect(ready(epfd)).toHaveLength(1);
    sys.read(reader, new Uint8Array(1), 0, 1);
    expect(ready(epfd)).toEqual([]);
  });

  it('reports it once with EPOLLET, whichever sign the bits have', () => {
    for (const events of [READ + EPOLLET, READ | EPOLLET]) {
      const { epfd, reader } = readable({ events });
      expect(ready(epfd)).toEqual([[READ, reader, 0]]);
      expect(ready(epfd)).toEqual([]);
    }
  });

  it('reports that the other end is gone without being asked', () => {
    const epfd = epoll();
    const [reader, writer] = pipe();
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, reader, 0, 0);
    close(writer);
    expect(ready(epfd)).toEqual([[EPOLLHUP, reader, 0]]);
  });

  it('reports at most maxevents, and the others next time', () => {
    const epfd = epoll();
    const [, one] = pipe();
    const [, other] = pipe();
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, one, WRITE, 1);
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, other, WRITE, 2);
    const generations = [...ready(epfd, 1), ...ready(epfd, 1)].map((event) => event[2]);
    expect(generations.sort()).toEqual([1, 2]);
  });

  it('reports no more than 1024 at a time', () => {
    const found = new Uint32Array(3 * 2000);
    expect(sys.epoll_wait(epoll(), found, 1024, 0)).toBe(0);
    const wait = () => sys.epoll_wait(epoll(), found, 1025, 0);
    expect(errorOf(wait).message).toMatch(/"maxevents" .* from 1 to 1024, got 1025/);
  });

  it('leaves the rest of the array alone', () => {
    const { epfd } = readable({});
    const found = new Uint32Array(6).fill(77);
    expect(sys.epoll_wait(epfd, found, 2, 0)).toBe(1);
    expect([...found.slice(3)]).toEqual([77, 77, 77]);
  });

  it('waits for the timeout, in milliseconds', () => {
    const epfd = epoll();
    const start = performance.now();
    expect(sys.epoll_wait(epfd, new Uint32Array(3), 1, 20)).toBe(0);
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('takes -1 for ever, and comes back at once when something is ready', () => {
    const { epfd } = readable({});
    expect(sys.epoll_wait(epfd, new Uint32Array(3), 1, -1)).toBe(1);
  });

  it('gives 0 when a signal cuts the wait short', () => {
    const script = join(import.meta.dirname, 'fixtures/interrupted.ts');
    const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect(stdout).toBe('0 events, long before the timeout\n');
  });

  it('refuses a descriptor that is no epoll with EINVAL', () => {
    const [reader] = pipe();
    expect(errorOf(() => ready(reader)).code).toBe('EINVAL');
  });
});

describe.runIf(hasSystemCall('epoll_wait'))('epoll_ctl', () => {
  function refusal(op: number, fd: Fd, events: Events = READ): unknown {
    const epfd = epoll();
    return errorOf(() => sys.epoll_ctl(epfd, op, fd, events, 0));
  }

  it('changes the events and the generation of an entry', () => {
    const { epfd } = readable({ generation: 1 });
    const [, writer] = pipe();
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, writer, 0, 2);
    expect(ready(epfd)).toHaveLength(1);
    sys.epoll_ctl(epfd, EPOLL_CTL_MOD, writer, WRITE, 3);
    expect(ready(epfd)).toContainEqual([WRITE, writer, 3]);
  });

  it('forgets an entry', () => {
    const { epfd, reader } = readable({});
    sys.epoll_ctl(epfd, EPOLL_CTL_DEL, reader, 0, 0);
    expect(ready(epfd)).toEqual([]);
  });

  it('throws EEXIST when it is asked to add an entry twice', () => {
    const { epfd, reader } = readable({});
    expect(errorOf(() => sys.epoll_ctl(epfd, EPOLL_CTL_ADD, reader, READ, 0))).toEqual({
      name: 'Error',
      message: 'EEXIST: file already exists, epoll_ctl',
      code: 'EEXIST',
      errno: -17,
      syscall: 'epoll_ctl',
    });
  });

  it('throws ENOENT when there is no such entry', () => {
    const [reader] = pipe();
    expect(refusal(EPOLL_CTL_MOD, reader)).toMatchObject({ code: 'ENOENT', errno: -2 });
    expect(refusal(EPOLL_CTL_DEL, reader)).toMatchObject({ code: 'ENOENT', errno: -2 });
  });

  it('throws EPERM for a regular file, which is always ready', () => {
    const fd = openSync(import.meta.filename, 'r');
    expect(refusal(EPOLL_CTL_ADD, fd)).toMatchObject({ code: 'EPERM', errno: -1 });
    closeSync(fd);
  });

  it('throws EBADF for a closed descriptor', () => {
    expect(refusal(EPOLL_CTL_ADD, CLOSED)).toMatchObject({ code: 'EBADF', errno: -9 });
  });

  it('keeps reporting a closed descriptor while a copy is open', () => {
    const { epfd, reader } = readable({ generation: 5 });
    own(sys.dup(reader));
    close(reader);
    expect(ready(epfd)).toEqual([[READ, reader, 5]]); // why entries have a generation
  });

  describe('asked to delete the entry of a closed descriptor that has a copy', () => {
    /** A ghost: generation 5 goes on reporting, by a number that is free. */
    function ghost(): { epfd: Fd; number: Fd } {
      const { epfd, reader } = readable({ generation: 5 });
      own(sys.dup(reader));
      close(reader);
      return { epfd, number: reader };
    }

    const deletion = (epfd: Fd, fd: Fd) => () =>
      sys.epoll_ctl(epfd, EPOLL_CTL_DEL, fd, 0, 0);
    const generations = (epfd: Fd) => ready(epfd).map(([, , generation]) => generation);

    it('throws EBADF while the number is closed', () => {
      const { epfd, number } = ghost();
      expect(errorOf(deletion(epfd, number))).toMatchObject({ code: 'EBADF' });
      expect(generations(epfd)).toEqual([5]);
    });

    it('throws ENOENT when the number is used again, and not registered', () => {
      const { epfd, number } = ghost();
      expect(pipe()).toContain(number);
      expect(errorOf(deletion(epfd, number))).toMatchObject({ code: 'ENOENT' });
      expect(generations(epfd)).toEqual([5]);
    });

    it('deletes the new owner when that is registered, and the ghost goes on', () => {
      const { epfd, number } = ghost();
      const [reader, writer] = pipe();
      expect(reader).toBe(number);
      sys.epoll_ctl(epfd, EPOLL_CTL_ADD, reader, READ, 6);
      sys.write(writer, bytes('y'), 0, 1);
      expect(generations(epfd).sort()).toEqual([5, 6]);
      deletion(epfd, number)();
      expect(generations(epfd)).toEqual([5]);
    });
  });
});
