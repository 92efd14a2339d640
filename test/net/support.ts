/** What the tests of the streams share: connected streams, and no descriptor left. */

import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest';
import type { IOLoop } from '../../loop/index.ts';
import { IOStream, type StreamOptions } from '../../loop/net/iostream.ts';
import { Socket } from '../../loop/net/socket.ts';
import type { InternetAddress } from '../../loop/node/sys.ts';
import { descriptors, realLoop } from '../loop/support.ts';
import { timeForAPart } from '../time.ts';

export const LOCALHOST = '127.0.0.1';

const owned: { close(): void }[] = [];

/** Closes it after the test. */
export function own<T extends { close(): void }>(thing: T): T {
  owned.push(thing);
  return thing;
}

/** To call once in each file: its tests leave no descriptor behind. */
export function leavesNoDescriptor(): void {
  let before = 0;
  beforeAll(() => {
    before = descriptors().size;
  });
  afterEach(() => {
    for (const thing of owned.splice(0)) thing.close();
  });
  afterAll(() => {
    expect(descriptors().size).toBe(before);
  });
}

/** A stream on a real loop, and the bare socket at its other end. */
export function streamAndPeer(options: StreamOptions = {}) {
  const { loop, logger } = realLoop();
  const [mine, theirs] = Socket.pair();
  const stream = own(new IOStream(mine, { loop, ...options }));
  return { loop, logger, stream, peer: own(theirs) };
}

/** Two streams on one loop, connected to each other. */
export function streams(options: StreamOptions = {}) {
  const { loop, stream, peer } = streamAndPeer(options);
  return { loop, one: stream, other: own(new IOStream(peer, { loop, ...options })) };
}

/** A listener on a free port of this machine, and its address. */
export function listener(): { server: Socket; address: InternetAddress } {
  const server = own(Socket.listen({ address: LOCALHOST, port: 0 }));
  return { server, address: server.address() as InternetAddress };
}

/** Two bare sockets connected over TCP: ours, and the one that was accepted. */
export function tcpPair(): [Socket, Socket] {
  const { server, address } = listener();
  const client = own(Socket.for(address));
  client.connect(address);
  const accepted = server.accept();
  if (!accepted) throw new Error('Nobody has connected');
  return [client, own(accepted)];
}

/** Runs `body` on the loop; the test ends when it does. */
export function on(loop: IOLoop, body: () => Promise<unknown>): Promise<void> {
  return loop.run(async () => void (await body()), { timeout: timeForAPart() });
}

export function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** Sends all of it, on a socket whose kernel buffer has the room. */
export function send(peer: Socket, text: string): void {
  expect(peer.send(bytes(text))).toBe(text.length);
}

/** Ends a connection as a crash does: with a reset, not with a goodbye. */
export function reset(peer: Socket, unread: Socket): void {
  // A socket that is closed with bytes unread has not done its duty, and says so.
  unread.send(bytes('unread'));
  peer.close();
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => new Error('It was not rejected'),
    (reason) => reason,
  );
  onTestFinished(() => console.log(String(error)));
  return error;
}
