import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { constants, hasSystemCall, type Sys, sys } from '../../loop/node/sys.ts';
import { CLOSED, errorOf, leavesNoDescriptor } from './descriptors.ts';

leavesNoDescriptor();

/** An argument: one good value, and others with what they are refused with. */
interface Argument {
  name: string;
  good: unknown;
  wrongType: unknown[];
  outOfRange: unknown[];
}

const NOT_NUMBERS = ['3', '', undefined, null, true, {}, [], Symbol('s'), 3n, () => 3];
const NEVER_INTEGERS = [Number.NaN, 1.5, Infinity, -Infinity, 2 ** 53, -(2 ** 53)];

function integer(name: string, good: number, ...outOfRange: number[]): Argument {
  return {
    name,
    good,
    wrongType: [...NOT_NUMBERS, new Number(3), { valueOf: () => 3 }],
    outOfRange: [...NEVER_INTEGERS, ...outOfRange],
  };
}

const fd = (name = 'fd') => integer(name, CLOSED, -1, 2 ** 31);
const int = (name: string) => integer(name, 0, -1, 2 ** 31);
const uint = (name: string) => integer(name, 0, -1, 2 ** 32);
const bits = (name: string) => integer(name, 0x8000_0000, -(2 ** 31) - 1, 2 ** 32);

function detached<View extends ArrayBufferView<ArrayBuffer>>(view: View): View {
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

const buffer: Argument = {
  name: 'buffer',
  good: new Uint8Array(16),
  wrongType: [
    ...NOT_NUMBERS,
    3,
    new ArrayBuffer(16),
    new SharedArrayBuffer(16),
    new DataView(new ArrayBuffer(16)),
    new Uint16Array(16),
    new Float64Array(16),
    detached(new Uint8Array(16)),
    new Proxy(new Uint8Array(16), {}),
  ],
  outOfRange: [],
};

const events: Argument = {
  name: 'events',
  good: new Uint32Array(12),
  wrongType: [
    ...NOT_NUMBERS,
    3,
    new ArrayBuffer(48),
    new Uint8Array(48),
    new Int32Array(12),
    detached(new Uint32Array(12)),
    new Proxy(new Uint32Array(12), {}),
  ],
  outOfRange: [],
};

const fds: Argument = {
  name: 'fds',
  good: new Int32Array(8),
  wrongType: [
    ...NOT_NUMBERS,
    3,
    new ArrayBuffer(32),
    new Uint8Array(32),
    new Uint32Array(8),
    detached(new Int32Array(8)),
    new Proxy(new Int32Array(8), {}),
  ],
  outOfRange: [],
};

const set = (name: string): Argument => ({
  ...events,
  name,
  good: new Uint32Array(32),
  outOfRange: [new Uint32Array(31), new Uint32Array(0)],
});

const inet = (address: unknown, port: unknown) => ({ address, port });
const address: Argument = {
  name: 'address',
  good: { address: '127.0.0.1', port: 80 },
  wrongType: [
    '127.0.0.1',
    undefined,
    null,
    3,
    Symbol('s'),
    3n,
    {},
    [],
    () => 3,
    ...NOT_NUMBERS.map((port) => inet('127.0.0.1', port)),
    ...[undefined, null, 3, {}, Symbol('s'), 'localhost', '', '1.2.3', '1.2.3.4.5'].map(
      (text) => inet(text, 80),
    ),
    ...['127.0.0.1\0', ' ::1', '::1%', '::1%nowhere', '::1%-1', ':', '%1'].map((text) =>
      inet(text, 80),
    ),
    inet('1'.repeat(1 << 20), 80),
    ...[null, 3, {}, Symbol('s'), ['/x'], '/a\0b'].map((path) => ({ path })),
  ],
  outOfRange: [
    ...[...NEVER_INTEGERS, -1, 65536].map((port) => inet('127.0.0.1', port)),
    ...['/'.repeat(108), '\0'.repeat(109), '路'.repeat(36), 'x'.repeat(1 << 20)].map(
      (path) => ({ path }),
    ),
  ],
};

const callback: Argument = {
  name: 'callback',
  good: () => {},
  wrongType: [...NOT_NUMBERS.filter((value) => typeof value !== 'function'), 3, {}],
  outOfRange: [],
};

const offset = integer('offset', 4, -1, 17, 2 ** 32);
const length = integer('length', 12, -1, 13, 2 ** 32);
const maxevents = integer('maxevents', 4, 0, -1, 5, 2 ** 31);
const timeout = integer('timeout', 0, -2, 2 ** 31);

const ARGUMENTS: Record<keyof Sys, Argument[]> = {
  read: [fd(), buffer, offset, length],
  write: [fd(), buffer, offset, length],
  close: [fd()],
  dup: [fd()],
  pipe2: [int('flags')],
  eventfd: [uint('initval'), int('flags')],
  epoll_create1: [int('flags')],
  epoll_ctl: [fd('epfd'), int('op'), fd(), bits('events'), uint('generation')],
  epoll_wait: [fd('epfd'), events, maxevents, timeout],
  kqueue: [],
  kevent: [
    fd('kq'),
    { ...fds, name: 'changelist' },
    integer('nchanges', 2, -1, 3),
    { ...fds, name: 'eventlist' },
    integer('nevents', 2, -1, 3),
    timeout,
  ],
  poll: [fds, integer('nfds', 4, -1, 5), timeout],
  select: [
    integer('nfds', 0, -1, 1025),
    set('readfds'),
    set('writefds'),
    set('exceptfds'),
    timeout,
  ],
  socket: [int('domain'), int('type'), int('protocol')],
  socketpair: [int('domain'), int('type'), int('protocol')],
  bind: [fd(), address],
  listen: [fd(), int('backlog')],
  accept4: [fd(), int('flags')],
  connect: [fd(), address],
  recv: [fd(), buffer, offset, length, int('flags')],
  send: [fd(), buffer, offset, length, int('flags')],
  shutdown: [fd(), int('how')],
  getsockopt: [fd(), int('level'), int('name')],
  setsockopt: [
    fd(),
    int('level'),
    int('name'),
    integer('value', -(2 ** 31), -(2 ** 31) - 1, 2 ** 31),
  ],
  getsockname: [fd()],
  getpeername: [fd()],
  sigaction: [integer('signum', 10, 0, -1, 32), integer('fd', -1, -2, 2 ** 31)],
  take_signals: [],
  setitimer: [int('which'), int('value')],
  uv_poll: [fd(), callback],
};

const all = Object.entries(ARGUMENTS) as [keyof Sys, Argument[]][];
const calls = all.filter(([name]) => hasSystemCall(name));

it('The table lists every system call', () => {
  const names = calls.map(([name]) => name);
  expect(Object.keys(sys).sort()).toEqual([...names, 'constants'].sort());
});

describe.each(calls)('%s', (name, list) => {
  const good = list.map((argument) => argument.good);
  const call = (...args: unknown[]) => Reflect.apply(sys[name], sys, args);
  const withArgument = (index: number, value: unknown) =>
    errorOf(() => call(...good.with(index, value)));
  const named = (argument: Argument) =>
    expect.stringMatching(`^${name}: argument "${argument.name}[."].* must be `);

  it.each(list)('refuses a $name that cannot be right', (argument) => {
    const index = list.indexOf(argument);
    for (const value of argument.wrongType) {
      expect(withArgument(index, value)).toMatchObject({
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: named(argument),
      });
    }
    for (const value of argument.outOfRange) {
      expect(withArgument(index, value)).toMatchObject({
        name: 'RangeError',
        code: 'ERR_OUT_OF_RANGE',
        message: named(argument),
      });
    }
  });

  it('names the first argument that is missing', () => {
    for (const [index, argument] of list.entries()) {
      const { message } = errorOf(() => call(...good.slice(0, index)));
      expect(message).toEqual(named(argument));
      expect(message).toMatch(/got undefined$/);
    }
  });
});

describe('A descriptor that is not open', () => {
  const withDescriptor = calls.filter(([, [first]]) => first?.good === CLOSED);

  it.each(withDescriptor)('is for the kernel to refuse (%s)', (name, list) => {
    const good = list.map((argument) => argument.good);
    const call = () => Reflect.apply(sys[name], sys, good);
    expect(errorOf(call)).toMatchObject({ code: 'EBADF', syscall: name });
  });
});

describe('The message', () => {
  it('says what was expected and what came', () => {
    const close = (fd: unknown) => Reflect.apply(sys.close, sys, [fd]);
    expect(errorOf(() => close('3')).message).toBe(
      'close: argument "fd" must be a file descriptor (an integer ≥ 0), ' +
        'got "3" (string)',
    );
    expect(errorOf(() => close(-1)).message).toMatch(/got -1 \(number\)$/);
    expect(errorOf(() => close(3n)).message).toMatch(/got a bigint$/);
    expect(errorOf(() => close(Symbol('s'))).message).toMatch(/got a symbol$/);
  });

  it('shows the start of a long text, and whole characters', () => {
    const { message } = errorOf(() =>
      sys.bind(CLOSED, { path: `x${'路'.repeat(99)}` }),
    );
    expect(message).toBe(
      'bind: argument "address.path" must be at most 107 bytes long, ' +
        `got "x${'路'.repeat(13)}…" (string)`,
    );
  });
});

describe('An address', () => {
  it('whose getter throws lets that exception through', () => {
    const mine = new Error('mine');
    const fails = () => {
      throw mine;
    };
    const address = Object.defineProperty({}, 'path', { get: fails });
    expect(() => Reflect.apply(sys.bind, sys, [CLOSED, address])).toThrow(mine);
    const proxy = new Proxy({}, { get: fails });
    expect(() => Reflect.apply(sys.connect, sys, [CLOSED, proxy])).toThrow(mine);
  });
});

describe('Setters on the prototypes that everything has', () => {
  const NAMES = ['code', 'errno', 'syscall', 'address', 'family', 'port', 'path'];

  /** Runs `call` while to assign any of these would throw. */
  function withSetters<T>(call: () => T): T {
    const set = () => {
      throw new Error('a setter ran');
    };
    const property = { set, configurable: true };
    for (const name of NAMES) Object.defineProperty(Object.prototype, name, property);
    for (const index of [0, 1]) Object.defineProperty(Array.prototype, index, property);
    try {
      return call();
    } finally {
      for (const name of NAMES) Reflect.deleteProperty(Object.prototype, name);
      for (const index of [0, 1]) Reflect.deleteProperty(Array.prototype, index);
    }
  }

  const own = (object: object) => Object.entries(object);

  it('are not called when an error is thrown', () => {
    const caught = (call: () => unknown) => {
      try {
        return call();
      } catch (error) {
        return own(error as object);
      }
    };
    expect(withSetters(() => caught(() => sys.close(CLOSED)))).toEqual(
      own({ errno: -9, code: 'EBADF', syscall: 'close' }),
    );
    expect(withSetters(() => caught(() => sys.close(-1)))).toEqual(
      own({ code: 'ERR_OUT_OF_RANGE' }),
    );
  });

  it('are not called when an address or a pair is given', () => {
    const { AF_INET, AF_UNIX, SOCK_STREAM } = constants;
    const socket = sys.socket(AF_INET, SOCK_STREAM, 0);
    const name = withSetters(() => own(sys.getsockname(socket)));
    expect(name).toEqual(own({ address: '0.0.0.0', family: 'IPv4', port: 0 }));
    const pair = withSetters(() => sys.socketpair(AF_UNIX, SOCK_STREAM, 0));
    expect(pair).toEqual([expect.any(Number), expect.any(Number)]);
    expect(withSetters(() => own(sys.getsockname(pair[0])))).toEqual(own({ path: '' }));
    for (const fd of [socket, ...pair]) sys.close(fd);
  });
});

describe('The process', () => {
  it('survives arguments that are made up, good and bad', () => {
    const script = join(import.meta.dirname, 'fixtures/fuzz.ts');
    const folder = mkdtempSync(join(tmpdir(), 'ioloop-fuzz-'));
    const trace = join(folder, 'trace');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '20000'], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, FUZZ_TRACE: trace },
    });
    const last = readFileSync(trace, 'utf8').trim();
    rmSync(folder, { recursive: true });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^20000 calls: \d+ succeeded, \d+ refused\n$/);
    expect(status, `after ${last}`).toBe(0);
  }, 60_000);
});
