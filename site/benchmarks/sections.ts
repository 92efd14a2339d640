/** The sections of the benchmarks page: one for each part that is measured. */

import type { Bars, Column, Row, Spec, Tone } from './figures/chart.ts';
import { digits, same } from './figures/chart.ts';
import { specs } from './figures/specs.ts';
import { isOurs, nameOf } from './names.ts';
import { comparedWith } from './results.ts';

export interface Section extends Omit<Spec, 'finding'> {
  readonly part: string;
  /** Adds to the rows what the charts and the table want. */
  readonly prepare: (rows: readonly Row[]) => readonly Row[];
}

const times = (value: number): string => `× ${value.toFixed(2)}`;

function ratios(tone: Tone, name: Bars['name'], only?: Bars['only']): Bars {
  return {
    kind: 'bars',
    name,
    value: 'ratio',
    label: (row) => nameOf(row.contender),
    say: times,
    tone: (row) => (isOurs(row.contender) ? tone : 'ink-3'),
    ...(only ? { only } : {}),
    marks: [1],
  };
}

const MILLION = 1_000_000;
const contender: Column = {
  key: 'contender',
  name: { zh: '谁', en: 'who' },
  say: nameOf,
};
const count: Column = { key: 'count', name: { zh: '个数', en: 'how many' } };
const ratio: Column = {
  key: 'ratio',
  name: { zh: '比值', en: 'ratio' },
  say: (value) => same(Number(value).toFixed(2)),
};

/** A column for the median and two for its ends. */
function cost(zh: string, en: string): Column[] {
  return [
    { key: 'cost', name: { zh, en } },
    { key: 'min', name: { zh: '最小', en: 'min' } },
    { key: 'max', name: { zh: '最大', en: 'max' } },
  ];
}

export const SECTIONS: readonly Section[] = [
  {
    part: 'http',
    title: { zh: '一次 HTTP 请求的 CPU', en: 'CPU for one HTTP request' },
    about: {
      zh: '每个服务器都给出同样的 78 字节，面对同样的 50 条长连接；服务器与压测程序 wrk 各占一个核，几家轮流上场。记的是服务器的 CPU 时间（用户态加内核态）除以请求数，不是墙上时间。大半是内核收发的开销，谁也省不掉。只解析到“读到了东西”为止，没有一家真的在读 HTTP。',
      en: 'Each server gives the same answer of 78 bytes over the same 50 keep-alive connections; the server and the load, wrk, have a core each, and the contenders take turns. Counted is the server’s CPU time, user and system, divided by the number of requests; not the time on the wall. Most of it is the kernel’s own work, which nobody can save. None of them parses HTTP: something was read, so something is answered.',
    },
    prepare: (rows) => comparedWith(rows, 'c-epoll'),
    charts: [ratios('handler', { zh: 'CPU 与 C 之比', en: 'CPU, in relation to C' })],
    columns: [
      contender,
      ratio,
      ...cost('每次请求，µs', 'a request, µs'),
      { key: 'user', name: { zh: '其中用户态', en: 'of it user' } },
      { key: 'rate', name: { zh: '每秒请求', en: 'requests a second' } },
    ],
  },
  {
    part: 'http',
    title: { zh: '压满时的延迟', en: 'Delays under full load' },
    about: {
      zh: '同一次测量里 wrk 看到的延迟。五十条连接各自收到答复才发下一个请求，服务器一直满负荷，所以中位数其实是吞吐的倒数；wrk 不补记被推迟的请求，尾部只会偏好。',
      en: 'What wrk saw in the same measurement. Each of the fifty connections sends its next request when it has its answer, so the server is always full and the median is the rate turned upside down; wrk does not count requests that it should have sent meanwhile, so the tail looks better than it is.',
    },
    prepare: (rows) => rows,
    charts: [
      {
        kind: 'bars',
        name: { zh: '第 99 百分位，ms', en: '99th percentile, ms' },
        value: 'p99',
        label: (row) => nameOf(row.contender),
        say: (value) => `${digits(value)} ms`,
        tone: (row) => (isOurs(row.contender) ? 'handler' : 'ink-3'),
      },
    ],
    columns: [
      contender,
      { key: 'p50', name: { zh: '中位数，ms', en: 'median, ms' } },
      { key: 'p99', name: { zh: '99%，ms', en: '99%, ms' } },
      { key: 'p999', name: { zh: '99.9%，ms', en: '99.9%, ms' } },
    ],
  },
  {
    part: 'timers',
    title: { zh: '定时任务', en: 'Timers' },
    about: {
      zh: '期限在一秒之内随机。加入并触发：全部加进去，再全部跑完；加入又取消：全部加进去，再全部取消，循环再转一轮，有空收拾。每次都是一个新进程，记整个进程的 CPU 时间，垃圾回收也在内。Node 把期限取整到毫秒，每毫秒一条链表；我们的堆按真正的次序一个一个取。个数少时，量到的多半是进程热身和一毫秒醒一次的开销。',
      en: 'Deadlines are random within a second. Added and fired: all are added, then all run. Added and cancelled: all are added, then all cancelled, and the loop takes one more turn in which it may tidy up. Each time it is a new process, and its whole CPU time counts, garbage collection included. Node rounds deadlines to the millisecond and has one list for each; our heap hands them out one by one in their true order. With few timers, most of what is measured is a process warming up and waking up every millisecond.',
    },
    prepare: (rows) => comparedWith(rows, 'node'),
    charts: [
      ratios(
        'timeout',
        {
          zh: '一百万个，加入并触发：CPU 与 Node 之比',
          en: 'a million, added and fired: CPU in relation to Node',
        },
        (row) => row.task === 'fire' && row.count === MILLION,
      ),
      ratios(
        'timeout',
        {
          zh: '一百万个，加入又取消：CPU 与 Node 之比',
          en: 'a million, added and cancelled: CPU in relation to Node',
        },
        (row) => row.task === 'cancel' && row.count === MILLION,
      ),
    ],
    columns: [
      {
        key: 'task',
        name: { zh: '任务', en: 'task' },
        say: (task) =>
          task === 'fire'
            ? { zh: '加入并触发', en: 'added and fired' }
            : { zh: '加入又取消', en: 'added and cancelled' },
      },
      count,
      contender,
      ratio,
      ...cost('每个，µs', 'each, µs'),
    ],
  },
  {
    part: 'callbacks',
    title: { zh: '首尾相接的回调', en: 'Callbacks, each adding the next' },
    about: {
      zh: '每个回调只做一件事：把下一个加进队列。于是每个回调都要走完整的一轮，连同那次不睡的轮询。Node 用的是 `setImmediate`。uvloop 和 asyncio 每轮也轮询一次。',
      en: 'Each callback does one thing, it queues the next: so each takes a whole turn of the loop, with a poll that does not sleep. In Node it is `setImmediate`. uvloop and asyncio poll once a turn, too.',
    },
    prepare: (rows) => comparedWith(rows, 'node'),
    charts: [
      ratios('callback', {
        zh: 'CPU 与 setImmediate 之比',
        en: 'CPU in relation to setImmediate',
      }),
    ],
    columns: [contender, count, ratio, ...cost('每个，µs', 'each, µs')],
  },
  { ...specs['wake-cost'], part: 'wakes', prepare: (rows) => rows },
  {
    part: 'memory',
    title: { zh: '一条闲着的连接占多少内存', en: 'Memory of an idle connection' },
    about: {
      zh: '开一万条连接，看进程多占了多少物理内存，再平分。内核里的套接字另算，各家都一样。垃圾回收何时来并不由人，所以只看大概。C 的服务器什么都不记，自然是零。',
      en: 'Ten thousand connections are opened; counted is by how much the process has grown, divided by their number. The sockets in the kernel come on top, the same for everybody. When garbage is collected is not ours to say, so take the magnitude. The server in C remembers nothing, and so needs nothing.',
    },
    prepare: (rows) => rows,
    charts: [
      {
        kind: 'bars',
        name: { zh: '每条连接，字节', en: 'bytes for a connection' },
        value: 'cost',
        label: (row) => nameOf(row.contender),
        say: digits,
        tone: (row) => (isOurs(row.contender) ? 'handler' : 'ink-3'),
      },
    ],
    columns: [contender, count, ...cost('字节', 'bytes')],
  },
  {
    part: 'startup',
    title: { zh: '从启动到结束', en: 'From start to end' },
    about: {
      zh: '程序启动，跑一个回调，结束。这里是墙上时间，毫秒。我们的源码是 TypeScript，不经编译直接运行，所以比 Node 自己多出来的，多半是去掉类型所花的时间。',
      en: 'A program starts, runs one callback and ends; this is the time on the wall, in ms. Our source is TypeScript and runs as it is, so most of what it takes beyond Node itself is spent on taking the types out.',
    },
    prepare: (rows) => rows,
    charts: [
      {
        kind: 'bars',
        name: { zh: '毫秒', en: 'ms' },
        value: 'cost',
        label: (row) => nameOf(row.contender),
        say: (value) => `${digits(value)} ms`,
        tone: (row) => (isOurs(row.contender) ? 'callback' : 'ink-3'),
      },
    ],
    columns: [contender, ...cost('ms', 'ms')],
  },
];
