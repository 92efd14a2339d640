import { describe, expect, it } from 'vitest';
import { IOLoop } from '../../loop/index.ts';
import {
  StreamBufferFullError,
  StreamClosedError,
  UnsatisfiableReadError,
} from '../../loop/net/errors.ts';
import { IOStream } from '../../loop/net/iostream.ts';
import { ReadBuffer } from '../../loop/net/read-buffer.ts';
import * as until from '../../loop/net/read-target.ts';
import { Socket } from '../../loop/net/socket.ts';
import { type InternetAddress, sys } from '../../loop/node/sys.ts';
import { realLoop, runProgram } from '../loop/support.ts';
import {
  bytes,
  leavesNoDescriptor,
  listener,
  on,
  own,
  rejection,
  reset,
  send,
  streamAndPeer,
  streams,
  tcpPair,
} from './support.ts';

leavesNoDescriptor();

const MIB = 1024 * 1024;

/** What an exchange of these pieces gives, each sent when the last has been seen. */
async function inPieces(
  pieces: Uint8Array[],
  read: (stream: IOStream) => Promise<Buffer>,
): Promise<string> {
  const { loop, stream, peer } = streamAndPeer();
  let result = '';
  await on(loop, async () => {
    const answer = read(stream);
    for (const piece of pieces) {
      if (piece.length > 0) peer.send(piece);
      await loop.moment();
      await loop.moment();
    }
    result = (await answer).toString('latin1');
  });
  return result;
}

/** A message cut in two, at each place where it can be cut. */
function cuts(message: string): Uint8Array[][] {
  const all = bytes(message);
  return Array.from(all, (_, at) => [all.subarray(0, at), all.subarray(at)]);
}

describe('IOStream.readBytes', () => {
  it('gives so many bytes, and keeps the rest for the next read', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, 'abcdefgh');
    await on(loop, async () => {
      expect(String(await stream.readBytes(3))).toBe('abc');
      expect(String(await stream.readBytes(4))).toBe('defg');
      expect(String(await stream.readBytes(1))).toBe('h');
    });
  });

  it('waits until all of them have come, however they are cut', async () => {
    for (const pieces of cuts('0123456789')) {
      expect(await inPieces(pieces, (stream) => stream.readBytes(10))).toBe(
        '0123456789',
      );
    }
  });

  it('gives what there is when a part will do', async () => {
    const { loop, stream, peer } = streamAndPeer();
    await on(loop, async () => {
      const first = stream.readBytes(100, { partial: true });
      send(peer, 'some');
      expect(String(await first)).toBe('some');
      send(peer, 'more');
      expect(String(await stream.readBytes(2, { partial: true }))).toBe('mo');
      expect(String(await stream.readBytes(2, { partial: true }))).toBe('re');
    });
  });

  it('gives nothing at once when asked for nothing', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, async () => expect((await stream.readBytes(0)).length).toBe(0));
  });

  it.each([-1, 1.5, Number.NaN, '3'])('refuses to read %s bytes', async (count) => {
    const { stream } = streamAndPeer();
    const error = await rejection(stream.readBytes(count as number));
    expect(error).toBeInstanceOf(RangeError);
    expect(stream.open).toBe(true);
  });

  it('gives bytes that nothing changes afterwards', async () => {
    const { loop, stream, peer } = streamAndPeer();
    await on(loop, async () => {
      send(peer, 'first,second');
      const first = await stream.readUntil(',');
      const second = await stream.readBytes(6);
      send(peer, 'XXXXXXXXXXXXXX');
      await stream.readBytes(14);
      expect(`${first}${second}`).toBe('first,second');
    });
  });
});

describe('IOStream.readUntil', () => {
  it('finds a delimiter wherever it is cut', async () => {
    const message = 'ab\r\r\n\r\ncd';
    for (const pieces of cuts(message)) {
      const read = await inPieces(pieces, (stream) => stream.readUntil('\r\n\r\n'));
      expect(read).toBe('ab\r\r\n\r\n');
    }
  });

  it('finds one that comes byte by byte', async () => {
    const pieces = [...'a -->-> b ->-->'].map(bytes);
    const read = await inPieces(pieces, (stream) => stream.readUntil('->-->'));
    expect(read).toBe('a -->-> b ->-->');
  });

  it('takes a delimiter of any bytes', async () => {
    const pieces = [new Uint8Array([1, 0, 255]), new Uint8Array([0, 254, 7])];
    const end = new Uint8Array([255, 0, 254]);
    const read = await inPieces(pieces, (stream) => stream.readUntil(end));
    expect([...bytes(read)]).toEqual([1, 0, 255, 0, 254]);
  });

  it('gives line after line of one packet, without a turn in between', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, 'one\ntwo\nthree\n');
    await on(loop, async () => {
      await stream.readUntil('\n');
      let turns = 0;
      loop.addCallback(() => turns++);
      const lines = [await stream.readUntil('\n'), await stream.readUntil('\n')];
      expect([...lines.map(String), turns]).toEqual(['two\n', 'three\n', 0]);
    });
  });

  it('closes the stream when there is none within maxBytes', async () => {
    const { loop, stream, peer } = streamAndPeer();
    await on(loop, async () => {
      const line = stream.readUntil('\n', { maxBytes: 10 });
      send(peer, '0123456789');
      const error = await rejection(line);
      expect(error).toBeInstanceOf(StreamClosedError);
      expect(error.cause).toBeInstanceOf(UnsatisfiableReadError);
      expect(error.message).toContain("'\\n' does not end within the first 10 bytes");
      expect(stream.error).toBe(error.cause);
      expect(stream.open).toBe(false);
    });
  });

  it('counts the delimiter among the maxBytes', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, '123456789\n123456789\n');
    await on(loop, async () => {
      expect((await stream.readUntil('\n', { maxBytes: 10 })).length).toBe(10);
      const error = await rejection(stream.readUntil('\n', { maxBytes: 9 }));
      expect(error.cause).toBeInstanceOf(UnsatisfiableReadError);
    });
  });

  it('refuses an empty delimiter', async () => {
    const { stream } = streamAndPeer();
    expect(await rejection(stream.readUntil(''))).toBeInstanceOf(RangeError);
  });

  it('looks at each byte once, not once more for each piece', async () => {
    const { loop, one, other } = streams();
    const size = 16 * MIB;
    await on(loop, async () => {
      const started = performance.now();
      const line = other.readUntil('\n');
      for (let sent = 0; sent < size; sent += 16384)
        await one.write(Buffer.alloc(16384));
      await one.write('\n');
      expect((await line).length).toBe(size + 1);
      console.log(`${Math.round(performance.now() - started)} ms for 1024 pieces`);
    });
  });
});

/** A buffer that counts the characters that somebody is given to look at. */
class CountingBuffer extends ReadBuffer {
  looked = 0;

  override text(start: number): string {
    const text = super.text(start);
    this.looked += text.length;
    return text;
  }
}

describe('IOStream.readUntilRegex', () => {
  it('finds a match wherever it is cut', async () => {
    for (const pieces of cuts('key: value\r\n\r\nrest')) {
      const read = await inPieces(pieces, (stream) =>
        stream.readUntilRegex(/\r?\n\r?\n/),
      );
      expect(read).toBe('key: value\r\n\r\n');
    }
  });

  it('sees each byte as one character', async () => {
    const pieces = [new Uint8Array([0xe4, 0xbd]), new Uint8Array([0xa0, 10, 7])];
    const read = await inPieces(pieces, (stream) =>
      stream.readUntilRegex(/\xbd\xa0\n/),
    );
    expect([...bytes(read)]).toEqual([0xe4, 0xbd, 0xa0, 10]);
  });

  it('begins at the start with a global regex, too', async () => {
    const { loop, stream, peer } = streamAndPeer();
    const digits = /\d+;/g;
    send(peer, '12;34;');
    await on(loop, async () => {
      expect(String(await stream.readUntilRegex(digits))).toBe('12;');
      expect(String(await stream.readUntilRegex(digits))).toBe('34;');
    });
  });

  it('closes the stream when there is none within maxBytes', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, 'no digit');
    await on(loop, async () => {
      const error = await rejection(stream.readUntilRegex(/\d/, { maxBytes: 8 }));
      expect(error.cause).toBeInstanceOf(UnsatisfiableReadError);
    });
  });

  it('does not look through all that came for every piece that comes [B183]', () => {
    const input = new CountingBuffer();
    const target = until.regex(/\d{4}\n/);
    const size = 8 * MIB;
    for (let sent = 0; sent < size; sent += 65_536) {
      input.append(Buffer.alloc(65_536, 'm'));
      expect(target(input, false)).toBeNull();
    }
    const looked = input.looked / size;
    console.log(`looked at each byte ${looked.toFixed(1)} times, in 128 pieces`);
    expect(looked).toBeLessThan(4);
    const before = input.looked;
    input.append(Buffer.from('1234\n')); // behind 8 MiB: only the end is looked at
    expect(target(input, false)).toBe(size + 5);
    expect(input.looked - before).toBeLessThan(200_000);
  });

  it('knows what is before the part that it looks at: ^ is the start, and it alone', () => {
    const input = new ReadBuffer();
    const target = until.regex(/^b|(?<=ab)c/);
    input.append(Buffer.alloc(200_000, 'a'));
    expect(target(input, false)).toBeNull();
    input.append(Buffer.from('bc'));
    expect(target(input, false)).toBe(200_002);
  });

  it('refuses what is no regex, and leaves the stream alone [B184]', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, async () => {
      const error = await rejection(stream.readUntilRegex('x' as never));
      expect(error).toBeInstanceOf(TypeError);
      expect(stream.open).toBe(true);
    });
  });
});

describe('IOStream.write of what is neither text nor bytes', () => {
  it.each([[42], [null], [{}], [[1, 2]]])(
    'throws, and changes nothing: %j [B184]',
    async (wrong) => {
      const { loop, stream } = streamAndPeer();
      await on(loop, async () => {
        expect(() => stream.write(wrong as never)).toThrow(TypeError);
        expect(stream.open).toBe(true);
        expect(stream.unsent).toBe(0);
      });
    },
  );

  it('takes any view of memory, and all of it [B184]', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      void one.write(new Uint16Array([0x0201, 0x0403]));
      expect([...(await other.readBytes(4))]).toEqual([1, 2, 3, 4]);
    });
  });
});

describe('a promise of a stream', () => {
  it('is settled when connect() is called on a closed stream, or twice [B180]', async () => {
    const { loop } = realLoop();
    const [ours, theirs] = Socket.pair();
    own(theirs);
    const closed = new IOStream(ours, { loop });
    closed.close();
    const listener = Socket.listen({ address: '127.0.0.1', port: 0 });
    const address = listener.address() as InternetAddress;
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await on(loop, async () => {
      await rejection(closed.connect(address));
      const first = stream.connect(address);
      await rejection(stream.connect(address));
      await first;
    });
    listener.close();
  });

  it('is settled although the descriptor was closed elsewhere [B180]', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, async () => {
      const written = stream.write(Buffer.alloc(8 * MIB));
      sys.close(stream.fileno());
      stream.close();
      await stream.closed;
      await rejection(written);
      expect(stream.error).toMatchObject({ code: 'EBADF' });
    });
  });

  it('is settled when somebody removes the handler of the stream [B180]', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, async () => {
      const read = stream.readUntil('never');
      loop.removeHandler(stream);
      expect(await rejection(read)).toBeInstanceOf(StreamClosedError);
    });
  });

  it('may be ignored: shutdown() of a closed stream ends no process [B175]', () => {
    const { status, stdout } = runProgram(`
      import { IOLoop } from './loop/index.ts';
      import { IOStream } from './loop/net/iostream.ts';
      import { Socket } from './loop/net/socket.ts';
      const stream = new IOStream(Socket.pair()[0]);
      stream.close();
      void stream.shutdown();
      void stream.connect({ path: '/nowhere' });
      IOLoop.current().callLater(5, () => IOLoop.current().stop());
      await IOLoop.current().start();
      console.log('to the end');
    `);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'to the end\n' });
  });
});

describe('IOStream.readUntilClose', () => {
  it('gives all there is when the peer ends its side', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      const all = one.readUntilClose();
      void other.write(Buffer.alloc(3 * MIB, 7)).then(() => other.shutdown());
      expect((await all).equals(Buffer.alloc(3 * MIB, 7))).toBe(true);
    });
  });

  it('gives nothing when nothing comes', async () => {
    const { loop, stream, peer } = streamAndPeer();
    peer.close();
    await on(loop, async () => expect((await stream.readUntilClose()).length).toBe(0));
  });

  it('rejects when it is an error that ends it, and keeps what came', async () => {
    const { loop } = realLoop();
    const [mine, theirs] = tcpPair();
    const stream = own(new IOStream(mine, { loop }));
    await on(loop, async () => {
      const all = stream.readUntilClose();
      send(theirs, 'half of it');
      await loop.moment();
      await loop.moment();
      reset(theirs, mine);
      const error = await rejection(all);
      expect(error.cause).toMatchObject({ code: 'ECONNRESET' });
      expect(String(await stream.readBytes(100, { partial: true }))).toBe('half of it');
    });
  });
});

describe('IOStream, read with for await', () => {
  it('gives what comes, to the end', async () => {
    const { loop, stream, peer } = streamAndPeer();
    const seen: string[] = [];
    await on(loop, async () => {
      send(peer, 'one');
      for await (const piece of stream) {
        seen.push(String(piece));
        if (seen.length === 1) send(peer, 'two');
        else peer.close();
      }
    });
    expect(seen).toEqual(['one', 'two']);
  });

  it('throws when it is an error that ends it', async () => {
    const { loop } = realLoop();
    const [mine, theirs] = tcpPair();
    const stream = own(new IOStream(mine, { loop }));
    reset(theirs, mine);
    await on(loop, async () => {
      const error = await rejection(
        (async () => {
          for await (const _ of stream);
        })(),
      );
      expect(error.cause).toMatchObject({ code: 'ECONNRESET' });
    });
  });
});

describe('IOStream, reading', () => {
  it('allows one read at a time, and the first one goes on', async () => {
    const { loop, stream, peer } = streamAndPeer();
    await on(loop, async () => {
      const first = stream.readBytes(2);
      const error = await rejection(stream.readBytes(2));
      expect(error.message).toBe('Another read is waiting: one at a time');
      send(peer, 'ok');
      expect(String(await first)).toBe('ok');
    });
  });

  it('takes in little while nobody reads, and leaves the rest to the kernel', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      await one.readBytes(0); // it is watched from now on
      let written = 0;
      const flood = async () => {
        for (;;) {
          await other.write(Buffer.alloc(65536));
          written += 65536;
        }
      };
      flood().catch(() => {});
      for (let turn = 0; turn < 100; turn++) await loop.moment();
      console.log(`${written} bytes were taken from a peer who floods us`);
      expect(written).toBeLessThan(MIB);
      expect((await one.readBytes(2 * MIB)).length).toBe(2 * MIB);
    });
  });

  it('closes when more comes than maxBufferSize, and the read has not enough', async () => {
    const { loop, one, other } = streams({ maxBufferSize: 100_000 });
    await on(loop, async () => {
      const line = one.readUntil('\n');
      const flood = other.write(Buffer.alloc(10 * MIB));
      const error = await rejection(line);
      expect(error.cause).toBeInstanceOf(StreamBufferFullError);
      expect(error.message).toContain('More than 100000 bytes received');
      expect((await rejection(flood)).name).toBe('StreamClosedError');
    });
  });

  it('reads one chunk in each turn, whoever floods it [B171]', async () => {
    const { loop, one, other } = streams();
    const { stream: quiet, peer } = quietStream(loop);
    await on(loop, async () => {
      const flood = one.readBytes(MIB);
      void other.write(Buffer.alloc(MIB)).catch(() => {});
      send(peer, 'hello');
      let done = false;
      flood.then(() => {
        done = true;
      });
      expect(String(await quiet.readBytes(5))).toBe('hello');
      expect(done).toBe(false);
      await flood;
    });
  });

  it('keeps readable what came before the peer closed', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, 'x'.repeat(150_000));
    peer.close();
    await on(loop, async () => {
      expect((await stream.readBytes(10)).length).toBe(10);
      await stream.closed;
      expect((await stream.readBytes(149_980)).length).toBe(149_980);
      expect(stream.open).toBe(false);
      expect((await stream.readUntilClose()).length).toBe(10);
      expect(await rejection(stream.readBytes(1))).toBeInstanceOf(StreamClosedError);
    });
  });

  it('does not spin when the peer closes and nobody reads', async () => {
    const { loop, stream, peer } = streamAndPeer();
    await on(loop, async () => {
      await stream.readBytes(0);
      send(peer, 'x'.repeat(150_000));
      for (let turn = 0; turn < 5; turn++) await loop.moment();
      peer.close();
      await stream.closed;
      expect((await stream.readUntilClose()).length).toBe(150_000);
    });
  });
});

function quietStream(loop: IOLoop) {
  const [mine, peer] = Socket.pair();
  return { stream: own(new IOStream(mine, { loop })), peer: own(peer) };
}

describe('IOStream.write', () => {
  it('hands over at once what the kernel has room for', async () => {
    const { stream, peer } = streamAndPeer();
    await stream.write('no loop is running');
    const into = Buffer.alloc(100);
    expect(into.toString('utf8', 0, peer.receive(into) ?? 0)).toBe(
      'no loop is running',
    );
    expect([stream.writing, stream.unsent]).toEqual([false, 0]);
  });

  it('keeps the order, and resolves each write when the kernel has all of it', async () => {
    const { loop, one, other } = streams();
    const { log, mark } = {
      log: [] as number[],
      mark: (n: number) => () => log.push(n),
    };
    const sizes = [10, MIB, 1, 2 * MIB, 0, 5];
    const sent = sizes.map((size, i) => Buffer.alloc(size, i));
    await on(loop, async () => {
      const written = sent.map((piece, i) => one.write(piece).then(mark(i)));
      expect(one.writing).toBe(true);
      const received = await other.readBytes(3 * MIB + 16);
      await Promise.all(written);
      expect(received.equals(Buffer.concat(sent))).toBe(true);
      expect(log).toEqual([0, 1, 2, 3, 4, 5]);
      expect([one.writing, one.unsent]).toEqual([false, 0]);
    });
  });

  it('does not resolve before the peer has read: so memory stays bounded', async () => {
    const { loop, one, other } = streams();
    const piece = Buffer.alloc(MIB);
    await on(loop, async () => {
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      const writing = (async () => {
        for (let i = 0; i < 64; i++) await one.write(piece);
        await one.shutdown();
      })();
      let received = 0;
      for await (const bytes of other) {
        received += bytes.length;
        most = Math.max(most, process.memoryUsage().arrayBuffers - before, one.unsent);
      }
      await writing;
      console.log(`64 MiB sent, ${(most / MIB).toFixed(1)} MiB in memory at the most`);
      expect(received).toBe(64 * MIB);
      expect(one.unsent).toBe(0);
    });
  });

  it('asks for WRITE only while something is unsent [B171]', async () => {
    const { loop, one, other } = streams();
    const asked: number[] = [];
    const { updateHandler } = loop;
    loop.updateHandler = (source, events) => {
      if (source === one) asked.push(events);
      updateHandler.call(loop, source, events);
    };
    await on(loop, async () => {
      await one.write('small');
      const big = one.write(Buffer.alloc(MIB));
      await other.readBytes(MIB + 5);
      await big;
      for (let i = 0; i < 10; i++) {
        await one.write('ping');
        await other.readBytes(4);
        await other.write('pong');
        await one.readBytes(4);
      }
    });
    expect(asked).toEqual([IOLoop.READ | IOLoop.WRITE, IOLoop.READ]);
  });

  it('sends characters as UTF-8', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      await one.write('你好\n');
      expect(String(await other.readUntil('\n'))).toBe('你好\n');
    });
  });

  it('rejects with what closed the stream when the peer vanishes', async () => {
    const { loop } = realLoop();
    const [mine, theirs] = tcpPair();
    const stream = own(new IOStream(mine, { loop }));
    await on(loop, async () => {
      const written = stream.write(Buffer.alloc(20 * MIB));
      theirs.close();
      const error = await rejection(written);
      expect(error).toBeInstanceOf(StreamClosedError);
      expect((error.cause as NodeJS.ErrnoException).code).toMatch(/ECONNRESET|EPIPE/);
      await stream.closed;
      expect(stream.error).toBe(error.cause);
      expect(stream.unsent).toBe(0);
    });
  });

  it('still gives what the peer said last when a write fails', async () => {
    const { loop, stream, peer } = streamAndPeer();
    send(peer, 'last words');
    peer.close();
    await on(loop, async () => {
      const error = await rejection(stream.write('?'));
      expect(error.cause).toMatchObject({ code: 'EPIPE' });
      expect(String(await stream.readUntil('words'))).toBe('last words');
    });
  });

  it('may be left alone: a failure nobody waits for is no uncaught error', async () => {
    const { loop, stream, peer, logger } = streamAndPeer();
    peer.close();
    await on(loop, async () => {
      void stream.write('into the void');
      await stream.closed;
      void stream.write('again');
      await loop.moment();
    });
    expect(logger.entries).toEqual([]);
  });
});

describe('IOStream.shutdown', () => {
  it('ends our side after what was written, and reads on', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      void one.write(Buffer.alloc(2 * MIB));
      const ended = one.shutdown();
      expect((await other.readUntilClose()).length).toBe(2 * MIB);
      await ended;
      await other.write('an answer');
      other.close();
      expect(String(await one.readUntilClose())).toBe('an answer');
    });
  });

  it('refuses what is written after it', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, async () => {
      await stream.shutdown();
      expect(await rejection(stream.write('more'))).toBeInstanceOf(StreamClosedError);
      expect(stream.open).toBe(true);
    });
  });
});

describe('IOStream, when the peer ends its side', () => {
  it('closes in the turn after, so that the last request gets its answer', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      const request = one.readUntilClose();
      await other.write('how much is 6 × 7?');
      await other.shutdown();
      await request;
      void one.write('42');
      expect(String(await other.readUntilClose())).toBe('42');
      await one.closed;
      expect(one.error).toBeNull();
    });
  });

  it('sends what is queued before it closes', async () => {
    const { loop, one, other } = streams();
    await on(loop, async () => {
      void one.write(Buffer.alloc(5 * MIB));
      await other.shutdown();
      for (let turn = 0; turn < 5; turn++) await loop.moment();
      expect((await other.readUntilClose()).length).toBe(5 * MIB);
    });
  });

  it('stays open while something is unread', async () => {
    const { loop } = realLoop();
    const [mine, theirs] = tcpPair();
    const stream = own(new IOStream(mine, { loop }));
    send(theirs, 'ab');
    theirs.close();
    await on(loop, async () => {
      await stream.readBytes(1);
      for (let turn = 0; turn < 5; turn++) await loop.moment();
      expect(stream.open).toBe(true);
      await stream.readBytes(1);
      await stream.closed;
    });
  });

  it('tells of a reset that comes after the end', async () => {
    const { loop } = realLoop();
    const [mine, theirs] = tcpPair();
    const stream = own(new IOStream(mine, { loop, halfOpen: true }));
    await on(loop, async () => {
      theirs.shutdown();
      await stream.readUntilClose();
      reset(theirs, mine);
      await stream.closed;
      expect(stream.error).toMatchObject({ code: 'EPIPE', syscall: 'recv' });
    });
  });

  it('leaves the closing to the user when it is half-open', async () => {
    const { loop, one, other } = streams({ halfOpen: true });
    await on(loop, async () => {
      await other.shutdown();
      expect((await one.readUntilClose()).length).toBe(0);
      for (let turn = 0; turn < 5; turn++) await loop.moment();
      expect(one.open).toBe(true);
      await one.write('much later');
      one.close();
      expect(String(await other.readUntilClose())).toBe('much later');
    });
  });
});

describe('IOStream.close', () => {
  it('rejects what waits, and resolves `closed`', async () => {
    const { loop, one } = streams();
    await on(loop, async () => {
      const waiting = [one.readBytes(1), one.write(Buffer.alloc(5 * MIB))];
      one.close();
      for (const promise of waiting) {
        expect(await rejection(promise)).toBeInstanceOf(StreamClosedError);
      }
      await one.closed;
    });
  });

  it('does nothing the second time, and keeps the first reason', async () => {
    const { stream } = streamAndPeer();
    const reason = new Error('bored');
    stream.close(reason);
    stream.close(new Error('still bored'));
    await stream.closed;
    expect(stream.error).toBe(reason);
    expect((await rejection(stream.write('?'))).message).toContain('bored');
  });

  it('is what the loop calls when it closes all descriptors [B147]', async () => {
    const { loop, stream } = streamAndPeer();
    await on(loop, () => stream.readBytes(0));
    loop.close({ allFds: true });
    await stream.closed;
    expect(stream.fileno()).toBe(-1);
  });
});

describe('IOStream.connect', () => {
  it('connects, and sends what was written meanwhile [B172]', async () => {
    const { loop } = realLoop();
    const { server, address } = listener();
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await on(loop, async () => {
      const connected = stream.connect(address);
      const written = stream.write('early');
      await connected;
      await written;
      const accepted = own(new IOStream(server.accept() as Socket, { loop }));
      expect(String(await accepted.readBytes(5))).toBe('early');
    });
  });

  it('rejects with the error itself when it is refused, and closes [B172]', async () => {
    const { loop } = realLoop();
    const { server, address } = listener();
    server.close();
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await on(loop, async () => {
      const error = await rejection(stream.connect(address));
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
      expect([stream.open, stream.error]).toEqual([false, error]);
    });
  });

  it('rejects when the stream is closed meanwhile', async () => {
    const { loop } = realLoop();
    const { address } = listener();
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await on(loop, async () => {
      const connected = stream.connect(address);
      stream.close();
      expect(await rejection(connected)).toBeInstanceOf(StreamClosedError);
    });
  });

  it('rejects when a Unix path leads nowhere', async () => {
    const { loop } = realLoop();
    const address = { path: '\0nobody listens here' };
    const stream = own(new IOStream(Socket.for(address), { loop }));
    await on(loop, async () => {
      const error = await rejection(stream.connect(address));
      expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    });
  });
});
