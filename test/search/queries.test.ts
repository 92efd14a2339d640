import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Find, finder } from '../../site/search/browser/find.ts';
import { type Entry, entries } from '../../site/search/search.ts';

/** What readers really type, and the page that must be among the first three. */
const QUERIES: [query: string, page: string][] = [
  ['怎么停下循环', 'chapters/one-turn/#s4'],
  ['如何停止循环', 'chapters/one-turn/#s4'],
  ['为什么定时器不准', 'chapters/timeouts/'],
  ['定时器为什么晚', 'chapters/timeouts/'],
  ['start 为什么不返回', 'chapters/last-line/'],
  ['循环卡住了怎么办', 'chapters/stuck/'],
  ['回调太久', 'chapters/stuck/'],
  ['多线程怎么加回调', 'chapters/waker/'],
  ['唤醒睡着的循环', 'chapters/waker/'],
  ['回调什么时候跑', 'chapters/callbacks/'],
  ['怎么取消定时任务', 'chapters/timeouts/#s4'],
  ['能睡多久', 'chapters/one-turn/#s3'],
  ['水平触发和边缘触发的区别', 'chapters/level-edge/'],
  ['select 和 epoll 的区别', 'chapters/three-ways/'],
  ['epoll 怎么用', 'chapters/four-calls/'],
  ['await 后面的代码什么时候跑', 'chapters/promises/'],
  ['回调抛错', 'chapters/errors/#s2'],
  ['Ctrl-C 没有反应', 'chapters/signals/'],
  ['怎么写回显服务器', 'chapters/sockets/'],
  ['为什么 setTimeout 不跑', 'chapters/hosted/'],
  ['一个线程多少连接', 'chapters/limits/'],
  ['和 asyncio 有什么不同', 'others/'],
  ['回调', 'glossary/#callback'],
  ['最小堆', 'glossary/#min-heap'],
  ['唤醒器', 'glossary/#waker'],
  ['定时任务', 'glossary/#timeout'],
  ['文件描述符', 'glossary/#fd'],
  ['水平触发', 'glossary/#level-triggered'],
  ['边缘触发', 'glossary/#edge-triggered'],
  ['惊群', 'glossary/#thundering-herd'],
  ['红黑树', 'glossary/#red-black-tree'],
  ['性能', 'benchmarks/'],
  ['how do I stop the loop', 'chapters/one-turn/#s4'],
  ['stop loop', 'chapters/one-turn/#s4'],
  ['why is my timer late', 'chapters/timeouts/'],
  ['timer is not accurate', 'chapters/timeouts/'],
  ['start never returns', 'chapters/last-line/'],
  ['my server hangs', 'chapters/stuck/'],
  ['what blocks the loop', 'chapters/stuck/'],
  ['wake loop from another thread', 'chapters/waker/'],
  ['when does a callback run', 'chapters/callbacks/'],
  ['cancel a timer', 'chapters/timeouts/#s4'],
  ['how long does the loop sleep', 'chapters/one-turn/#s3'],
  ['level vs edge triggered', 'chapters/level-edge/'],
  ['difference between select and epoll', 'chapters/three-ways/'],
  ['how epoll works', 'chapters/four-calls/'],
  ['when do microtasks run', 'chapters/promises/'],
  ['error in callback', 'chapters/errors/'],
  ['too many open files', 'chapters/errors/#s7'],
  ['handle SIGINT', 'chapters/signals/'],
  ['write an echo server', 'chapters/sockets/'],
  ['setTimeout does not fire', 'chapters/hosted/'],
  ['how many connections', 'chapters/limits/'],
  ['compared with libuv', 'others/'],
  ['difference from tornado', 'map/'],
  ['callback', 'glossary/#callback'],
  ['min-heap', 'glossary/#min-heap'],
  ['waker', 'glossary/#waker'],
  ['file descriptor', 'glossary/#fd'],
  ['thundering herd', 'glossary/#thundering-herd'],
  ['poll-ioloop.ts', 'source/loop/core/poll-ioloop.ts/'],
  ['add_callback', 'source/loop/core/ioloop.ts/#IOLoop.addCallback'],
  ['#runCallbacks', 'source/loop/core/poll-ioloop.ts/#PollIOLoop.%23runCallbacks'],
  ['B42', 'behaviours/#B42'],
];

const ASKED = parse(readFileSync('content/questions.yaml', 'utf8')) as {
  to: string;
  zh: string;
  en: string;
  also: { zh: string[]; en: string[] };
}[];

let all: Entry[];
let find: Find;

beforeAll(async () => {
  all = entries();
  const made = finder(all);
  await made.complete;
  find = made.find;
}, 60_000);

describe('of what is asked for', () => {
  it.each(QUERIES)('%s has among its first three %s', (query, page) => {
    const first = find(query).slice(0, 3);
    expect(first.map(({ entry }) => entry.to)).toContain(page);
  });

  it.each(ASKED)('$en is found in each of its wordings', ({ to, zh, en, also }) => {
    for (const asked of [zh, en, ...also.zh, ...also.en]) {
      const first = find(asked).slice(0, 3);
      expect(
        first.map(({ entry }) => entry.to),
        asked,
      ).toContain(to);
    }
  });

  it.each(ASKED)('$en leads to a page that there is', ({ to }) => {
    const page = to.split('#')[0] ?? '';
    const others = all.filter(({ kind }) => kind !== 'question').map((each) => each.to);
    const isThere = (other: string) => other === to || other.startsWith(`${page}#`);
    expect(others.some(isThere)).toBe(true);
  });

  it('nothing stands in a text for what it shows', () => {
    const lone = all.filter(({ zh = '', en = '' }) => / x [^=]/.test(`${zh}${en}`));
    expect(lone.map(({ to }) => to)).toEqual([]);
  });
});
