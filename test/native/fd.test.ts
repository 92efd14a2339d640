import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { describe, expect, it } from 'vitest';
import { constants, sys } from '../../loop/node/sys.ts';
import {
  bytes,
  CLOSED,
  close,
  errorOf,
  leavesNoDescriptor,
  own,
  ownPair,
  pipe,
} from './descriptors.ts';

leavesNoDescriptor();

describe('read', () => {
  it('gives the number of bytes and puts them at the offset', () => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('hello'), 0, 5);
    const buffer = new Uint8Array(8);
    expect(sys.read(reader, buffer, 2, 6)).toBe(5);
    expect([...buffer]).toEqual([0, 0, ...bytes('hello'), 0]);
  });

  it('reads no more than the length', () => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('hello'), 0, 5);
    const buffer = new Uint8Array(8);
    expect(sys.read(reader, buffer, 0, 3)).toBe(3);
    expect([...buffer]).toEqual([...bytes('hel'), 0, 0, 0, 0, 0]);
  });

  it('gives null when there is nothing yet', () => {
    const [reader] = pipe();
    expect(sys.read(reader, new Uint8Array(8), 0, 8)).toBeNull();
  });

  it('gives 0 when the other end is closed', () => {
    const [reader, writer] = pipe();
    close(writer);
    expect(sys.read(reader, new Uint8Array(8), 0, 8)).toBe(0);
  });

  it('reads a regular file', () => {
    const fd = openSync(import.meta.filename, 'r');
    const buffer = Buffer.alloc(6);
    expect(sys.read(fd, buffer, 0, 6)).toBe(6);
    expect(buffer.toString()).toBe('import');
    closeSync(fd);
  });

  it('refuses a directory with EISDIR', () => {
    const fd = openSync(import.meta.dirname, 'r');
    expect(errorOf(() => sys.read(fd, new Uint8Array(1), 0, 1)).code).toBe('EISDIR');
    closeSync(fd);
  });

  it.each([
    ['a Buffer from the pool', Buffer.from('-----')],
    ['a part of a larger buffer', new Uint8Array(new ArrayBuffer(64), 11, 5)],
    ['an Int8Array', new Int8Array(5)],
    ['a Uint8ClampedArray', new Uint8ClampedArray(5)],
    ['memory shared between threads', new Uint8Array(new SharedArrayBuffer(5))],
    ['a resizable buffer', new Uint8Array(new ArrayBuffer(5, { maxByteLength: 9 }))],
  ])('fills %s', (_, view) => {
    const [reader, writer] = pipe();
    sys.write(writer, bytes('hello'), 0, 5);
    const buffer: object = view;
    expect(Reflect.apply(sys.read, sys, [reader, buffer, 0, 5])).toBe(5);
    expect(Array.from(view)).toEqual([...bytes('hello')]);
  });
});

describe('write', () => {
  it('gives the number of bytes, from the offset on', () => {
    const [reader, writer] = pipe();
    expect(sys.write(writer, bytes('hello'), 1, 3)).toBe(3);
    const buffer = Buffer.alloc(8);
    expect(sys.read(reader, buffer, 0, 8)).toBe(3);
    expect(buffer.toString('utf8', 0, 3)).toBe('ell');
  });

  it('takes what fits, then gives null', () => {
    const [, writer] = pipe();
    const much = new Uint8Array(1 << 20);
    const taken = sys.write(writer, much, 0, much.length);
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(much.length);
    expect(sys.write(writer, much, 0, much.length)).toBeNull();
  });

  it('throws EPIPE when nobody can read any more', () => {
    const [reader, writer] = pipe();
    close(reader);
    expect(errorOf(() => sys.write(writer, bytes('x'), 0, 1))).toEqual({
      name: 'Error',
      message: 'EPIPE: broken pipe, write',
      code: 'EPIPE',
      errno: -32,
      syscall: 'write',
    });
  });
});

describe('close', () => {
  it('gives the number back', () => {
    const [reader, writer] = sys.pipe2(constants.O_CLOEXEC);
    sys.close(reader);
    sys.close(writer);
    expect(errorOf(() => sys.close(reader)).code).toBe('EBADF');
  });

  it("throws Node's own error for a descriptor that is not open", () => {
    expect(errorOf(() => sys.close(CLOSED))).toEqual({
      name: 'Error',
      message: 'EBADF: bad file descriptor, close',
      code: 'EBADF',
      errno: -9,
      syscall: 'close',
    });
    const [code, text] = getSystemErrorMap().get(-9) ?? [];
    expect(errorOf(() => sys.close(CLOSED)).message).toBe(`${code}: ${text}, close`);
  });
});

describe('dup', () => {
  it('gives a second descriptor for the same open file', () => {
    const [reader, writer] = pipe();
    const copy = own(sys.dup(writer));
    close(writer);
    sys.write(copy, bytes('x'), 0, 1);
    const buffer = new Uint8Array(1);
    expect(sys.read(reader, buffer, 0, 1)).toBe(1);
    expect(sys.read(reader, buffer, 0, 1)).toBeNull(); // not 0: the copy is still open
  });

  it('gives one that a child process inherits, unlike the original', () => {
    const [reader] = pipe();
    const copy = own(sys.dup(reader));
    const script = `[ ! -e /dev/fd/${reader} ] && [ -e /dev/fd/${copy} ]`;
    expect(spawnSync('/bin/sh', ['-c', script]).status).toBe(0);
  });
});

describe('pipe2', () => {
  it('gives the end to read from first', () => {
    const [reader, writer] = ownPair(sys.pipe2(constants.O_NONBLOCK));
    expect(sys.write(writer, bytes('x'), 0, 1)).toBe(1);
    expect(sys.read(reader, new Uint8Array(1), 0, 1)).toBe(1);
    expect(errorOf(() => sys.write(reader, bytes('x'), 0, 1)).code).toBe('EBADF');
  });

  it('refuses flags that it does not know with EINVAL', () => {
    expect(errorOf(() => sys.pipe2(1)).code).toBe('EINVAL');
  });
});
