/**
 * What strace saw of a program that ran without the inspector: the system calls of its
 * main thread on the loop's own descriptors. Node makes the same calls on others.
 */

import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TestRunner } from 'vitest';
import { Numbers } from '../../site/replays/inside/numbers.ts';

const CALLS =
  'epoll_create1,epoll_ctl,epoll_wait,eventfd2,read,write,accept4,close,pipe2,dup,socket';

/** Skips the test that calls it, unless strace is there and may trace. */
export function needsStrace(): void {
  const { status, error } = spawnSync('strace', ['-e', 'trace=none', 'true']);
  if (status === 0) return;
  const what = error ? 'which is not installed' : 'which may not trace here';
  TestRunner.getCurrentTest()?.context.skip(`needs strace, ${what}`);
}

export interface Traced {
  name: string;
  args: string;
  result: string;
  errno: string;
}

export async function trace(program: string): Promise<Traced[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-strace-'));
  try {
    const log = join(folder, 'log');
    const options = [
      '-f',
      '--seccomp-bpf',
      '-s',
      '32',
      '-e',
      `trace=${CALLS}`,
      '-o',
      log,
    ];
    await promisify(execFile)('strace', [...options, process.execPath, program]);
    return ofLoop(mainThread(readFileSync(log, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const CALL = /^(\w+)\((.*)\)\s+= (-?\d+)(?: (E\w+))?/;

/** Its calls, each on one line: a call during which another thread ran is in two. */
function mainThread(log: string): Traced[] {
  const lines = log.split('\n').map((line) => /^(\d+)\s+(.*)$/.exec(line) ?? []);
  const [, main] = lines[0] ?? [];
  let begun = '';
  let signal = false;
  return lines.flatMap(([, thread, text = '']) => {
    if (thread !== main) return [];
    // The call after a signal is made by its handler, in C, and not by the loop.
    if (signal || text.startsWith('--- SIG')) {
      signal = !/\)\s+= /.test(text);
      return [];
    }
    const [, first] = /^(.*?)\s*<unfinished \.\.\.>$/.exec(text) ?? [];
    if (first !== undefined) {
      begun = first.replace(/,$/, ', ');
      return [];
    }
    const whole = text.replace(/^<\.\.\. \w+ resumed>(?:, )?/, () => begun);
    const [, name, args, result, errno = ''] = CALL.exec(whole) ?? [];
    if (!name || args === undefined || result === undefined) return [];
    return [{ name, args, result, errno }];
  });
}

/** The loop is known by what it asks of its waker: no other in a Node process does. */
const WAKER = /^(\d+), EPOLL_CTL_ADD, (\d+), \{events=EPOLLIN\|EPOLLERR\|EPOLLHUP,/;

function ofLoop(calls: Traced[]): Traced[] {
  const first = calls.findIndex(
    ({ name, args }) => name === 'epoll_ctl' && WAKER.test(args),
  );
  const [, epfd = '', waker = ''] = WAKER.exec(calls[first]?.args ?? '') ?? [];
  const before = (name: string, fd: string) =>
    calls.slice(0, first).findLastIndex((c) => c.name === name && c.result === fd);
  const made = [before('epoll_create1', epfd), before('eventfd2', waker)];
  const own = new Set([epfd, waker]);
  return calls.filter((call, i) => {
    if (i < first) return made.includes(i);
    const [fd = ''] = /^\d+/.exec(call.args) ?? [];
    for (const opened of openedBy(call, own, fd)) own.add(opened);
    const isOwn = OPENING.has(call.name) || own.has(fd);
    if (call.name === 'close' && isOwn) own.delete(fd);
    return isOwn;
  });
}

const OPENING = new Set(['pipe2', 'epoll_create1', 'eventfd2', 'socket']);

function openedBy(
  { name, args, result }: Traced,
  own: Set<string>,
  fd: string,
): string[] {
  if (OPENING.has(name)) return openedIn({ name, args, result, errno: '' });
  if (!own.has(fd)) return [];
  if (name === 'epoll_ctl') return [/^\d+, EPOLL_CTL_ADD, (\d+)/.exec(args)?.[1] ?? ''];
  return name === 'accept4' || name === 'dup' ? [result] : [];
}

// ── In the words of a recording ──────────────────────────────────────────────────────

/** The same calls with descriptors and texts as the recorder has them. */
export function asRecorded(calls: readonly Traced[]): string[] {
  const numbers = new Numbers();
  return calls.map((call) => {
    for (const fd of openedIn(call)) numbers.opened(Number(fd));
    const text = comparable({ ...call, args: renumbered(call, numbers) });
    if (call.name === 'close') numbers.closed(Number(call.args));
    return text;
  });
}

function openedIn({ name, args, result }: Traced): string[] {
  if (name === 'pipe2') return args.match(/\d+/g)?.slice(0, 2) ?? [];
  return OPENING.has(name) || name === 'accept4' || name === 'dup' ? [result] : [];
}

function renumbered({ name, args }: Traced, numbers: Numbers): string {
  const fd = (real: string) => `${numbers.fd(Number(real))}`;
  if (name === 'pipe2') return args.replace(/\d+(?=[,\]])/g, fd);
  if (OPENING.has(name)) return args;
  return args
    .replace(/^\d+/, fd)
    .replace(/(EPOLL_CTL_\w+, )(\d+)/, (_, op, real) => op + fd(real))
    .replace(/u32=(\d+), u64=(\d+)/g, (_, low, all) => {
      const generation = BigInt(all) >> 32n;
      return `u32=${fd(low)}, u64=${(generation << 32n) | BigInt(fd(low))}`;
    });
}

type Comparable = Pick<Traced, 'name' | 'args' | 'result' | 'errno'>;

/** What is the same in every run: not addresses, numbers of descriptors, short waits. */
export function comparable({ name, args, result, errno }: Comparable): string {
  const opens = OPENING.has(name) || name === 'accept4' || name === 'dup';
  const words = args
    .replace(/0x[0-9a-f]+|…|NULL(?=$)/g, '?')
    .replace('IPPROTO_IP', '0')
    .replace(/[A-Z]\w+(\|[A-Z]\w+)+/g, (flags) => flags.split('|').sort().join('|'))
    .replace(
      /^(.*, 1024, )(\d{1,3})$/,
      (_, rest, ms) => rest + (ms === '0' ? ms : 'some'),
    );
  return `${name}(${words}) = ${opens ? 'fd' : result} ${errno}`.trim();
}
