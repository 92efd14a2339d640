import { describe, expect, it, onTestFinished } from 'vitest';
import { IOStream } from '../../loop/net/iostream.ts';
import { Socket } from '../../loop/net/socket.ts';
import { TCPClient } from '../../loop/net/tcp-client.ts';
import { realLoop } from '../loop/support.ts';
import {
  LOCALHOST,
  leavesNoDescriptor,
  listener,
  on,
  own,
  rejection,
} from './support.ts';

leavesNoDescriptor();

/** A client which has been told, instead of the resolver, what a name stands for. */
function clientThatKnows(addresses: string[]): TCPClient {
  const client = new TCPClient();
  client.remember('test.example', addresses);
  return client;
}

describe('TCPClient', () => {
  it('connects to a numeric address', async () => {
    const { loop } = realLoop();
    const { server, address } = listener();
    await on(loop, async () => {
      const client = new TCPClient();
      const stream = own(await client.connect(LOCALHOST, address.port, { loop }));
      const accepted = own(new IOStream(server.accept() as Socket, { loop }));
      await stream.write('hello');
      expect(String(await accepted.readBytes(5))).toBe('hello');
    });
  });

  it('connects to a name that was looked up before the loop started', async () => {
    const { loop } = realLoop();
    const { address } = listener();
    const client = new TCPClient();
    const addresses = await client.resolve('localhost');
    console.log(addresses.join(' '));
    await on(loop, async () => {
      const stream = own(await client.connect('localhost', address.port, { loop }));
      expect(stream.socket.peerAddress()).toMatchObject({ port: address.port });
    });
  });

  it('says what to do about a name that it does not know', async () => {
    const { loop } = realLoop();
    const error = await rejection(new TCPClient().connect('localhost', 80, { loop }));
    expect(error.message).toContain("await client.resolve('localhost')");
  });

  it('tries one address after the other', async () => {
    const { loop } = realLoop();
    const { address } = listener();
    const client = clientThatKnows(['127.0.0.2', '::1', LOCALHOST]);
    await on(loop, async () => {
      const stream = own(await client.connect('test.example', address.port, { loop }));
      expect(stream.socket.peerAddress()).toMatchObject({ address: LOCALHOST });
    });
  });

  it('tells of each address why it did not answer', async () => {
    const { loop } = realLoop();
    const { server, address } = listener();
    server.close();
    const client = clientThatKnows(['127.0.0.2', LOCALHOST]);
    await on(loop, async () => {
      const connecting = client.connect('test.example', address.port, { loop });
      const error = await rejection(connecting);
      expect(error).toBeInstanceOf(AggregateError);
      expect(error.message).toMatch(
        /test\.example:\d+: 127\.0\.0\.2: ECONNREFUSED.*; 127\.0\.0\.1: ECONNREFUSED/,
      );
    });
  });

  it('gives up after the timeout, and leaves no descriptor', async () => {
    const { loop } = realLoop();
    // A peer that never answers: connect() is under way, and the socket never ready.
    const { connect } = Socket.prototype;
    Socket.prototype.connect = () => null;
    onTestFinished(() => {
      Socket.prototype.connect = connect;
    });
    const { addHandler } = loop;
    loop.addHandler = (source, handler, events) => {
      if (!(source instanceof IOStream))
        addHandler.call(loop, source, handler as never, events);
    };
    await on(loop, async () => {
      const connecting = new TCPClient().connect(LOCALHOST, 9, { loop, timeout: 20 });
      const error = await rejection(connecting);
      expect(error).toMatchObject({ name: 'TimeoutError' });
      expect(error.message).toBe('No connection to 127.0.0.1:9 in 20 ms');
    });
  });
});
