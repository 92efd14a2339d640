/**
 * Stands in for loop/node/sys.ts: pipes in memory, with the rules of the kernel that matter
 * to a waker. `connect()` shows a simulated poller which of them are readable.
 */

import { systemError } from '../../../loop/core/errors.ts';
import { type Fd, READ } from '../../../loop/core/poller.ts';
import type { SimulatedPoller } from '../../../loop/pollers/simulated.ts';
import { Lesson } from '../../../site/exercises/run/lesson.ts';

interface Pipe {
  readonly readEnd: Fd;
  readonly writeEnd: Fd;
  readonly blocks: boolean;
  bytes: number;
}

const AT_ONCE = 8192; // bytes: a read may give less than was asked for
const CAPACITY = 65_536; // bytes: then a pipe is full, as on Linux

export const constants = { O_CLOEXEC: 0o2000000, O_NONBLOCK: 0o4000 };

/** No eventfd: every waker is a pipe here. */
export const hasSystemCall = (name: string): boolean => name !== 'eventfd';

let open = new Map<Fd, Pipe>();
let next: Fd = 5;
let poller: SimulatedPoller | null = null;
/** The calls that were made, `read(5) = 8`. */
export let calls: string[] = [];

/** A world without any pipe; readiness is shown on this poller. */
export function begin(on: SimulatedPoller | null = null): void {
  open = new Map();
  next = 5;
  poller = on;
  calls = [];
}

let openedWith = 0;

/** The flags of the pipe that was opened last. */
export const opened = (): number => openedWith;

/** How many descriptors are open. */
export const openCount = (): number => open.size;

export const sys = {
  pipe2(flags: number): [Fd, Fd] {
    openedWith = flags;
    const blocks = (flags & constants.O_NONBLOCK) === 0;
    const pipe = { readEnd: next++, writeEnd: next++, blocks, bytes: 0 };
    open.set(pipe.readEnd, pipe);
    open.set(pipe.writeEnd, pipe);
    return [pipe.readEnd, pipe.writeEnd];
  },

  read(fd: Fd, _buffer: Uint8Array, offset: number, length: number): number | null {
    const pipe = pipeOf(fd, 'read');
    if (pipe.bytes === 0 && pipe.blocks) throw asleep('read', fd);
    const count = Math.min(pipe.bytes, length, _buffer.length - offset, AT_ONCE);
    pipe.bytes -= count;
    return said('read', fd, pipe, count || null);
  },

  write(fd: Fd, _buffer: Uint8Array, _offset: number, length: number): number | null {
    const pipe = pipeOf(fd, 'write');
    const room = CAPACITY - pipe.bytes;
    if (room < length && pipe.blocks) throw asleep('write', fd);
    const count = room < length ? 0 : length; // all of it or nothing, being so small
    pipe.bytes += count;
    return said('write', fd, pipe, count || null);
  },

  close(fd: Fd): void {
    pipeOf(fd, 'close');
    open.delete(fd);
    calls.push(`close(${fd})`);
  },

  eventfd(): Fd {
    throw new Error('There is no eventfd here: hasSystemCall() says so');
  },
};

function pipeOf(fd: Fd, syscall: string): Pipe {
  const pipe = open.get(fd);
  if (!pipe) throw systemError('EBADF', syscall);
  return pipe;
}

function said(call: string, fd: Fd, pipe: Pipe, result: number | null): number | null {
  calls.push(`${call}(${fd}) = ${result ?? 'EAGAIN'}`);
  if (pipe.bytes > 0) poller?.raise(pipe.readEnd, READ);
  else poller?.lower(pipe.readEnd, READ);
  return result;
}

function asleep(call: string, fd: Fd): Lesson {
  return new Lesson({
    zh: `\`${call}(${fd})\` 阻塞了：这根管道没有设 \`O_NONBLOCK\`，整个线程就睡在这里，谁也叫不醒。`,
    en: `\`${call}(${fd})\` blocks: the pipe was made without \`O_NONBLOCK\`, so the whole thread sleeps here, and nobody can wake it.`,
  });
}
