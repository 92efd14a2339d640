import { mkdtempSync, rmSync } from 'node:fs';
import os, { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Fd, READ, WRITE } from '../../loop/core/poller.ts';
import type { Address, SocketName } from '../../loop/node/sys.ts';
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
  waitFor,
} from './descriptors.ts';

leavesNoDescriptor();

const { AF_INET, AF_INET6, AF_UNIX, IPPROTO_TCP, MSG_NOSIGNAL, SO_ERROR } = constants;
const { SHUT_WR, SO_REUSEADDR, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } = constants;
const { SOL_SOCKET, TCP_NODELAY } = constants;

const folder = mkdtempSync(join(tmpdir(), 'ioloop-sockets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const interfaces = Object.entries(networkInterfaces());
const hasIPv6 = interfaces.some(([, all]) =>
  all?.some(({ address }) => address === '::1'),
);

function stream(domain: number): Fd {
  return own(sys.socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

function listener(domain: number, address: Address, backlog = 8): [Fd, SocketName] {
  const fd = stream(domain);
  sys.bind(fd, address);
  sys.listen(fd, backlog);
  return [fd, sys.getsockname(fd)];
}

/** A client and a server that are connected. */
function connected(domain: number, address: Address): { client: Fd; server: Fd } {
  const [listening, name] = listener(domain, address);
  const client = stream(domain);
  if (sys.connect(client, name) === null) waitFor(client, WRITE);
  waitFor(listening, READ);
  const server = own(sys.accept4(listening, SOCK_NONBLOCK | SOCK_CLOEXEC));
  return { client, server };
}

const LINUX = process.platform === 'linux';
let names = 0;
const LOOPBACK = { address: '127.0.0.1', port: 0 };

describe.each([
  ['IPv4', AF_INET, () => LOOPBACK, true],
  ['IPv6', AF_INET6, () => ({ address: '::1', port: 0 }), hasIPv6],
  ['Unix', AF_UNIX, () => ({ path: join(folder, `${names++}`) }), true],
  [
    'abstract Unix',
    AF_UNIX,
    () => ({ path: `\0ioloop-${process.pid}-${names++}` }),
    LINUX,
  ],
])('A connection over %s', (_, domain, address: () => Address, possible) => {
  it.runIf(possible)('carries bytes both ways', () => {
    const { client, server } = connected(domain, address());
    const buffer = Buffer.alloc(8);
    expect(sys.send(client, bytes('-ping-'), 1, 4, MSG_NOSIGNAL)).toBe(4);
    waitFor(server, READ);
    expect(sys.recv(server, buffer, 2, 6, 0)).toBe(4);
    expect(buffer.toString()).toBe('\0\0ping\0\0');
    expect(sys.write(server, bytes('pong'), 0, 4)).toBe(4);
    waitFor(client, READ);
    expect(sys.read(client, buffer, 0, 8)).toBe(4);
  });

  it.runIf(possible)('would block while there is nothing to receive', () => {
    const { client } = connected(domain, address());
    expect(sys.recv(client, new Uint8Array(1), 0, 1, 0)).toBeNull();
  });

  it.runIf(possible)('would block once the peer has too much to read', () => {
    const { client } = connected(domain, address());
    const much = new Uint8Array(1 << 20);
    let sent: number | null = 0;
    for (let i = 0; i < 100 && sent !== null; i++) {
      sent = sys.send(client, much, 0, much.length, MSG_NOSIGNAL);
    }
    expect(sent).toBeNull();
  });

  it.runIf(possible)('ends with 0 when the peer closes', () => {
    const { client, server } = connected(domain, address());
    close(client);
    waitFor(server, READ);
    expect(sys.recv(server, new Uint8Array(1), 0, 1, 0)).toBe(0);
  });

  it.runIf(possible)('can end in one direction only', () => {
    const { client, server } = connected(domain, address());
    sys.shutdown(client, SHUT_WR);
    waitFor(server, READ);
    expect(sys.recv(server, new Uint8Array(1), 0, 1, 0)).toBe(0);
    expect(sys.send(server, bytes('x'), 0, 1, MSG_NOSIGNAL)).toBe(1);
    const send = () => sys.send(client, bytes('x'), 0, 1, MSG_NOSIGNAL);
    expect(errorOf(send)).toMatchObject({ code: 'EPIPE', syscall: 'send' });
  });

  it.runIf(possible)('has two ends that know each other', () => {
    const { client, server } = connected(domain, address());
    expect(sys.getpeername(client)).toEqual(sys.getsockname(server));
    expect(sys.getpeername(server)).toEqual(sys.getsockname(client));
  });

  it.runIf(possible)('is refused when the address is taken', () => {
    const [, name] = listener(domain, address());
    const bind = () => sys.bind(stream(domain), name);
    expect(errorOf(bind)).toMatchObject({ code: 'EADDRINUSE', syscall: 'bind' });
  });
});

describe('getsockname', () => {
  it('gives the port that the kernel chose', () => {
    const [, name] = listener(AF_INET, LOOPBACK);
    expect(name).toEqual({
      address: '127.0.0.1',
      family: 'IPv4',
      port: expect.any(Number),
    });
    expect('port' in name && name.port).toBeGreaterThan(0);
  });

  it.runIf(hasIPv6)('gives an IPv6 address in its shortest form', () => {
    const [, name] = listener(AF_INET6, { address: '0:0:0:0:0:0:0:1', port: 0 });
    expect(name).toMatchObject({ address: '::1', family: 'IPv6' });
  });

  const linkLocal = interfaces.flatMap(([name, all]) =>
    (all ?? [])
      .filter(({ address, internal }) => address.startsWith('fe80:') && !internal)
      .map(({ address, scopeid }) => ({ address, name, scopeid })),
  )[0];

  it.runIf(linkLocal)('names the interface of a link-local address', () => {
    if (!linkLocal) return;
    const { address, name, scopeid } = linkLocal;
    for (const scope of [name, scopeid]) {
      const [, own] = listener(AF_INET6, { address: `${address}%${scope}`, port: 0 });
      expect(own).toMatchObject({ address: `${address}%${name}` });
    }
  });

  it('gives the path of a Unix socket, whatever is written in it', () => {
    const path = join(folder, '端口 ✓');
    expect(listener(AF_UNIX, { path })[1]).toEqual({ path });
  });

  it.runIf(LINUX)(
    'gives a path that leaves no room for a final NUL but just fits',
    () => {
      const path = join(folder, 'x'.repeat(106 - Buffer.byteLength(folder)));
      expect(path).toHaveLength(107);
      expect(listener(AF_UNIX, { path })[1]).toEqual({ path });
    },
  );

  it.runIf(LINUX)('gives an abstract name in its full length', () => {
    const path = `\0ioloop-${process.pid}-`.padEnd(108, '\0');
    expect(listener(AF_UNIX, { path })[1]).toEqual({ path });
  });

  it('gives the empty path for a socket without a name', () => {
    expect(sys.getsockname(stream(AF_UNIX))).toEqual({ path: '' });
  });

  it.runIf(LINUX)('gives the name that the kernel made up for the empty path', () => {
    const [, name] = listener(AF_UNIX, { path: '' });
    expect('path' in name && name.path).toMatch(/^\0[0-9a-f]{5}$/);
  });

  it.runIf(LINUX)('refuses a family that it cannot express', () => {
    const AF_NETLINK = 16;
    const fd = own(sys.socket(AF_NETLINK, 3 | SOCK_CLOEXEC, 0));
    expect(errorOf(() => sys.getsockname(fd)).code).toBe('EAFNOSUPPORT');
  });
});

describe('getpeername', () => {
  it('throws ENOTCONN while there is no peer', () => {
    const fd = stream(AF_INET);
    expect(errorOf(() => sys.getpeername(fd))).toMatchObject({ code: 'ENOTCONN' });
  });
});

describe('connect', () => {
  it('gives null while TCP shakes hands', () => {
    const [, name] = listener(AF_INET, LOOPBACK);
    const client = stream(AF_INET);
    expect(sys.connect(client, name)).toBeNull();
    expect(waitFor(client, WRITE)).toBe(WRITE);
    expect(sys.getsockopt(client, SOL_SOCKET, SO_ERROR)).toBe(0);
  });

  it('leaves the bad news to SO_ERROR when TCP is refused', () => {
    const [listening, name] = listener(AF_INET, LOOPBACK);
    close(listening);
    const client = stream(AF_INET);
    expect(sys.connect(client, name)).toBeNull();
    waitFor(client, WRITE);
    expect(sys.getsockopt(client, SOL_SOCKET, SO_ERROR)).toBe(
      os.constants.errno.ECONNREFUSED,
    );
  });

  it('gives true for a Unix socket', () => {
    const [, name] = listener(AF_UNIX, { path: join(folder, 'at-once') });
    expect(sys.connect(stream(AF_UNIX), name)).toBe(true);
  });

  it.runIf(LINUX)("gives null when a Unix listener's queue is full", () => {
    const [, name] = listener(AF_UNIX, { path: join(folder, 'full') }, 0);
    expect(sys.connect(stream(AF_UNIX), name)).toBe(true);
    expect(sys.connect(stream(AF_UNIX), name)).toBeNull();
  });

  it('throws ENOENT where there is no Unix socket', () => {
    const path = join(folder, 'nobody');
    const connect = () => sys.connect(stream(AF_UNIX), { path });
    expect(errorOf(connect)).toMatchObject({ code: 'ENOENT', syscall: 'connect' });
  });

  it('throws EAFNOSUPPORT for an address of another family', () => {
    const connect = () => sys.connect(stream(AF_INET), { address: '::1', port: 1 });
    expect(errorOf(connect).code).toBe('EAFNOSUPPORT');
  });
});

describe('accept4', () => {
  it('gives null when nobody is waiting', () => {
    const [listening] = listener(AF_INET, LOOPBACK);
    expect(sys.accept4(listening, 0)).toBeNull();
  });

  it('throws EINVAL for a socket that does not listen', () => {
    const fd = stream(AF_INET);
    expect(errorOf(() => sys.accept4(fd, 0)).code).toBe('EINVAL');
  });
});

describe('socketpair', () => {
  it('gives two sockets that are connected to each other', () => {
    const [one, other] = ownPair(
      sys.socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0),
    );
    expect(sys.send(one, bytes('x'), 0, 1, 0)).toBe(1);
    expect(sys.recv(other, new Uint8Array(1), 0, 1, 0)).toBe(1);
    expect(sys.recv(other, new Uint8Array(1), 0, 1, 0)).toBeNull();
    expect(sys.getpeername(one)).toEqual({ path: '' });
  });
});

describe('setsockopt', () => {
  it('sets what getsockopt gets', () => {
    const fd = stream(AF_INET);
    for (const [level, name] of [
      [SOL_SOCKET, SO_REUSEADDR],
      [IPPROTO_TCP, TCP_NODELAY],
    ] as const) {
      expect(sys.getsockopt(fd, level, name)).toBe(0);
      sys.setsockopt(fd, level, name, 1);
      expect(sys.getsockopt(fd, level, name)).toBe(1);
    }
  });

  it('throws ENOPROTOOPT for an option that does not exist', () => {
    const fd = stream(AF_INET);
    const set = () => sys.setsockopt(fd, SOL_SOCKET, 9999, 1);
    expect(errorOf(set)).toMatchObject({ code: 'ENOPROTOOPT', syscall: 'setsockopt' });
  });
});

describe('A descriptor that is no socket', () => {
  it('is ENOTSOCK when it is open, EBADF when it is not', () => {
    const [file] = pipe();
    expect(errorOf(() => sys.listen(file, 1)).code).toBe('ENOTSOCK');
    expect(errorOf(() => sys.listen(CLOSED, 1)).code).toBe('EBADF');
  });
});
