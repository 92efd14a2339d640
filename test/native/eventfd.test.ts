import { describe, expect, it } from 'vitest';
import { constants, hasSystemCall, sys } from '../../loop/node/sys.ts';
import { errorOf, leavesNoDescriptor, own } from './descriptors.ts';

leavesNoDescriptor();

const FLAGS = constants.EFD_NONBLOCK | constants.EFD_CLOEXEC;

function word(value: bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.of(value).buffer);
}

/** What is in the counter; null if it is 0. */
function take(fd: number): bigint | null {
  const buffer = new BigUint64Array(1);
  const length = sys.read(fd, new Uint8Array(buffer.buffer), 0, 8);
  return length === null ? null : (buffer[0] ?? null);
}

describe.runIf(hasSystemCall('eventfd'))('eventfd', () => {
  it('starts at the initial value', () => {
    expect(take(own(sys.eventfd(3, FLAGS)))).toBe(3n);
  });

  it('takes an initial value of 32 bits', () => {
    expect(take(own(sys.eventfd(0xffff_ffff, FLAGS)))).toBe(0xffff_ffffn);
  });

  it('adds what is written and gives the sum once', () => {
    const fd = own(sys.eventfd(0, FLAGS));
    sys.write(fd, word(1n), 0, 8);
    sys.write(fd, word(5n), 0, 8);
    expect(take(fd)).toBe(6n);
    expect(take(fd)).toBeNull();
  });

  it('would block when the counter is full', () => {
    const fd = own(sys.eventfd(0, FLAGS));
    sys.write(fd, word(0xffff_ffff_ffff_fffen), 0, 8);
    expect(sys.write(fd, word(1n), 0, 8)).toBeNull();
  });

  it('refuses anything but 8 bytes with EINVAL', () => {
    const fd = own(sys.eventfd(1, FLAGS));
    expect(errorOf(() => sys.read(fd, new Uint8Array(7), 0, 7)).code).toBe('EINVAL');
  });
});
