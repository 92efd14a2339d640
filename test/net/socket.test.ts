import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import { Socket } from '../../loop/net/socket.ts';
import type { Address, InternetAddress } from '../../loop/node/sys.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import { waitFor } from '../native/descriptors.ts';
import {
  bytes,
  LOCALHOST,
  leavesNoDescriptor,
  listener,
  own,
  tcpPair,
} from './support.ts';

leavesNoDescriptor();

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'socket');
}

function receiveText(socket: Socket): string {
  const into = new Uint8Array(100);
  return Buffer.from(into.subarray(0, socket.receive(into) ?? 0)).toString();
}

describe('Socket', () => {
  it.each<[string, () => Address]>([
    ['IPv4', () => ({ address: LOCALHOST, port: 0 })],
    ['IPv6', () => ({ address: '::1', port: 0 })],
    ['a Unix path', () => ({ path: temporaryPath() })],
  ])('listens, connects, sends and receives over %s', (_, address) => {
    const server = own(Socket.listen(address()));
    const client = own(Socket.for(server.address()));
    client.connect(server.address());
    const accepted = own(server.accept() as Socket);
    expect(accepted.address()).toEqual(server.address());
    expect(client.send(bytes('hello'))).toBe(5);
    expect(receiveText(accepted)).toBe('hello');
    expect(client.peerAddress()).toEqual(server.address());
  });

  it('answers null when there is nothing yet, and 0 at the end', () => {
    const [one, other] = Socket.pair().map(own) as [Socket, Socket];
    expect(one.receive(new Uint8Array(1))).toBeNull();
    other.shutdown();
    expect(one.receive(new Uint8Array(1))).toBe(0);
    expect(one.send(bytes('still open this way'))).toBe(19);
  });

  it('answers null when the kernel has no more room', () => {
    const [one] = Socket.pair().map(own) as [Socket, Socket];
    const much = new Uint8Array(1_000_000);
    let sent = 0;
    for (let count = one.send(much); count !== null; count = one.send(much))
      sent += count;
    console.log(`${sent} bytes fit`);
    expect(sent).toBeGreaterThan(0);
  });

  it('answers null when nobody is waiting to be accepted', () => {
    expect(listener().server.accept()).toBeNull();
  });

  it('throws EPIPE, and no signal, when nobody will ever read', () => {
    const [one, other] = Socket.pair().map(own) as [Socket, Socket];
    other.close();
    expect(() => one.send(bytes('?'))).toThrow(/EPIPE/);
  });

  it('tells after the wait why a connection was refused [B172]', () => {
    const { server, address } = listener();
    server.close();
    const client = own(Socket.for(address));
    expect(client.connect(address)).toBeNull();
    expect(waitFor(client.fileno(), IOLoop.WRITE) & IOLoop.ERROR).toBe(IOLoop.ERROR);
    expect(client.connectionError()).toMatchObject({
      message: 'ECONNREFUSED: connection refused, connect',
      code: 'ECONNREFUSED',
      errno: -111,
      syscall: 'connect',
    });
    expect(client.connectionError()).toBeNull();
  });

  it('has no error to tell when it is connected', () => {
    const [client] = tcpPair();
    expect(waitFor(client.fileno(), IOLoop.WRITE)).toBe(IOLoop.WRITE);
    expect(client.connectionError()).toBeNull();
  });

  it('throws EAGAIN when the backlog of a Unix path is full', () => {
    const address = { path: temporaryPath() };
    own(Socket.listen(address, { backlog: 0 }));
    own(Socket.for(address)).connect(address);
    const late = own(Socket.for(address));
    expect(() => late.connect(address)).toThrow(/^EAGAIN: .*, connect$/);
  });

  it('refuses an address that is taken, and leaves no descriptor', () => {
    const { address } = listener();
    expect(() => Socket.listen(address)).toThrow(/EADDRINUSE/);
  });

  it('shares a port among listeners that all say so', () => {
    const first = own(
      Socket.listen({ address: LOCALHOST, port: 0 }, { reusePort: true }),
    );
    const address = first.address() as InternetAddress;
    const second = own(Socket.listen(address, { reusePort: true }));
    expect(second.address()).toEqual(address);
    expect(() => Socket.listen(address)).toThrow(/EADDRINUSE/);
  });

  it('leaves the path of a Unix socket behind', () => {
    const path = temporaryPath();
    Socket.listen({ path }).close();
    expect(existsSync(path)).toBe(true);
    expect(() => Socket.listen({ path })).toThrow(/EADDRINUSE/);
  });

  it('sends small pieces at once when told to', () => {
    const [client] = tcpPair();
    const { IPPROTO_TCP, TCP_NODELAY } = constants;
    const get = () => sys.getsockopt(client.fileno(), IPPROTO_TCP, TCP_NODELAY);
    const seen = [get()];
    client.noDelay();
    seen.push(get());
    client.noDelay(false);
    expect([...seen, get()]).toEqual([0, 1, 0]);
  });

  it('is never inherited by programs that we start', () => {
    const flags = (socket: Socket) => {
      const info = readFileSync(`/proc/self/fdinfo/${socket.fileno()}`, 'utf8');
      return Number.parseInt(/flags:\s+(\d+)/.exec(info)?.[1] ?? '', 8);
    };
    const { O_CLOEXEC, O_NONBLOCK } = constants;
    for (const socket of [...tcpPair(), listener().server, ...Socket.pair().map(own)]) {
      expect(flags(socket) & O_CLOEXEC).toBe(O_CLOEXEC);
      expect(flags(socket) & O_NONBLOCK).toBe(O_NONBLOCK);
    }
  });

  it('closes once, and knows then that it has no number', () => {
    const { server } = listener();
    server.close();
    server.close();
    expect(server.fileno()).toBe(-1);
  });
});
