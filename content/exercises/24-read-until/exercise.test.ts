import { expect, test } from '../../../site/exercises/run/testing.ts';
import { FakeSocket } from '../support/fake-socket.ts';
import { named, simulate } from '../support/simulate.ts';
import { Reader } from './start/reader.ts';

type Act = (
  reader: Reader,
  log: string[],
  pause: (ms: number) => Promise<void>,
) => Promise<void>;

/** Lets `act` read from a socket on which things arrive; gives what it has noted. */
async function reading(arrivals: [time: number, what: string | null][], act: Act) {
  const { loop, poller } = simulate();
  const socket = new FakeSocket(poller, 7);
  for (const [time, what] of arrivals) {
    poller.at(time, () => (what === null ? socket.end() : socket.arrive(what)));
  }
  const log: string[] = [];
  const pause = (ms: number) =>
    new Promise<void>((resolve) => void loop.callLater(ms, named('pause', resolve)));
  loop.addCallback(
    named('read', async () => {
      await act(new Reader(loop, socket), log, pause);
    }),
  );
  loop.callAt(
    1000,
    named('stop', () => loop.stop()),
  );
  await loop.start();
  return { log, socket, polls: poller.log.length };
}

/** Reads lines, so many. */
const lines =
  (count: number, delimiter = '\n'): Act =>
  async (reader, log) => {
    for (let i = 0; i < count; i++) log.push(await reader.readUntil(delimiter));
  };

test({ zh: '读一行', en: 'reads a line' }, async () => {
  const { log } = await reading([[10, 'hello\n']], lines(1));
  expect(log, {
    zh: '给出直到换行的那一段，换行也算在内。',
    en: 'It has to give all up to the line break, and that as well.',
  }).toEqual(['hello\n']);
});

test(
  { zh: '一行分几块到', en: 'puts a line together that comes in pieces' },
  async () => {
    const { log } = await reading(
      [
        [10, 'he'],
        [20, 'll'],
        [30, 'o\n'],
      ],
      lines(1),
    );
    expect(log, {
      zh: '三块拼成一行：没有找到分隔符就接着等。',
      en: 'Three pieces are one line: while there is no delimiter, go on waiting.',
    }).toEqual(['hello\n']);
  },
);

test(
  {
    zh: '一块里有好几行，一次读一行',
    en: 'gives one line at a time of a piece that has several',
  },
  async () => {
    const { log, polls } = await reading([[10, 'a\nb\nc\nd']], lines(3));
    expect([log, polls <= 30], {
      zh: '多出来的留给下一次，而且已经有了就不必再等：不会再来数据了。',
      en: 'What is too much is for the next read, which need not wait for more: no more will come.',
    }).toEqual([['a\n', 'b\n', 'c\n'], true]);
  },
);

test(
  { zh: '分隔符被切成两半', en: 'finds a delimiter that is cut in two' },
  async () => {
    const { log } = await reading(
      [
        [10, 'head\r'],
        [20, '\n\r'],
        [30, '\nbody'],
      ],
      lines(1, '\r\n\r\n'),
    );
    expect(log, {
      zh: '`\\r\\n\\r\\n` 分三块到：要在拼起来的整段里找。',
      en: '`\\r\\n\\r\\n` comes in three pieces: look in all of it, put together.',
    }).toEqual(['head\r\n\r\n']);
  },
);

test(
  { zh: '没有人等，就不读', en: 'reads nothing while nobody waits', behaviour: [2] },
  async () => {
    const { log, socket, polls } = await reading(
      [
        [10, 'a\n'],
        [20, 'x'.repeat(3000)],
      ],
      async (reader, log, pause) => {
        log.push(await reader.readUntil('\n'));
        await pause(500);
        log.push('paused');
      },
    );
    expect([log, socket.unread, polls <= 30], {
      zh: '读完一行之后没有人在等：3000 字节应该留在内核里，循环也应该睡着。',
      en: 'After the line nobody waits: the 3000 bytes have to stay in the kernel, and the loop has to sleep.',
    }).toEqual([['a\n', 'paused'], 3000, true]);
  },
);

test(
  {
    zh: '到头了就拒绝，之前的整行还读得到',
    en: 'rejects at the end, after the lines that are there',
  },
  async () => {
    const { log } = await reading(
      [
        [10, 'a\nb\nrest'],
        [20, null],
      ],
      async (reader, log) => {
        for (let i = 0; i < 4; i++) {
          log.push(await reader.readUntil('\n').catch((error: Error) => error.message));
        }
      },
    );
    expect(log, {
      zh: "两行照给；`rest` 后面没有换行，对方又说完了，于是以 `Error('end')` 拒绝，再读也一样。",
      en: "The two lines are given. No line break comes after `rest`, and the peer has finished: that is `Error('end')`, and for the next read again.",
    }).toEqual(['a\n', 'b\n', 'end', 'end']);
  },
);

test(
  {
    zh: '三个字节的汉字被切开，也不乱',
    en: 'keeps a character whole whose bytes come apart',
  },
  async () => {
    const { loop, poller } = simulate();
    const bytes = new TextEncoder().encode('循环\n');
    let sent = 0;
    const socket = {
      fileno: () => 7,
      receive(into: Uint8Array) {
        if (sent === bytes.length) return null;
        into[0] = bytes[sent++] as number;
        if (sent === bytes.length) poller.lower(7, 1);
        return 1;
      },
    };
    poller.raise(7, 1);
    let line = '';
    loop.addCallback(async () => {
      line = await new Reader(loop, socket).readUntil('\n');
      loop.stop();
    });
    loop.callAt(100, () => loop.stop());
    await loop.start();
    expect(line, {
      zh: '字节一个一个到。`TextDecoder` 的 `decode(bytes, { stream: true })` 会把半个字留到下一次。',
      en: 'The bytes come one by one. `decode(bytes, { stream: true })` of a `TextDecoder` keeps half a character for the next call.',
    }).toBe('循环\n');
  },
);
