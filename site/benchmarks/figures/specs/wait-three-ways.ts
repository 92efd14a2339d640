import { digits, duration, find, type Row, type Spec, same } from '../chart.ts';

const NAMES: Record<string, { zh: string; en: string }> = {
  blocking: {
    zh: '阻塞：挨个 read，读不到就睡',
    en: 'blocking: read one after the other',
  },
  polling: { zh: '不停地问每一个', en: 'polling: ask all of them, over and over' },
  napping: {
    zh: '问一遍，睡 10 ms，再问',
    en: 'polling with a nap of 10 ms in between',
  },
  readiness: {
    zh: '就绪通知：让 epoll 说是哪一个',
    en: 'readiness: let epoll say which',
  },
};
const name = (row: Row) => NAMES[row.way as string] ?? same('');
const tone = (row: Row) => (row.way === 'readiness' ? 'handler' : 'ink-3');

export const waitThreeWays: Spec = {
  title: { zh: '三种等法，各花多少', en: 'Three ways to wait, and what each costs' },
  about: {
    zh: '一条线程守着八条管道，另一条线程平均每隔两毫秒往随便哪一条里写一个时刻。上图是等的那条线程用掉多少 CPU，下图是一条消息写进去之后多久才被读到（中位数）。阻塞那一种按固定次序读，多半在等一条还没来的；它测出来的延迟随连接数和节奏而变，只说明数量级。',
    en: 'One thread watches eight pipes; another writes the time into one of them, chosen at random, every two milliseconds on average. Above: how much CPU the waiting thread uses. Below: how long a message lies there before it is read (median). The blocking reader goes in a fixed order and mostly waits for a pipe that has nothing yet; its delay depends on the number of pipes and on the rhythm, so take the magnitude only.',
  },
  finding(rows) {
    const cpu = (way: string) => digits(find(rows, { way }, 'cpu'));
    const wait = (way: string) => duration(find(rows, { way }, 'latency'));
    return {
      zh: `不停地问，${cpu('polling')}% 的 CPU 换来 ${wait('polling')}；让 epoll 说，${cpu('readiness')}% 的 CPU，${wait('readiness')}。阻塞着读几乎不花 CPU，消息却要躺 ${wait('blocking')}。`,
      en: `Asking all the time takes ${cpu('polling')}% of a CPU for a delay of ${wait('polling')}; epoll takes ${cpu('readiness')}% for ${wait('readiness')}. Blocking reads cost almost nothing, and a message lies there for ${wait('blocking')}.`,
    };
  },
  charts: [
    {
      kind: 'bars',
      name: { zh: '等待的线程所用的 CPU，%', en: 'CPU used by the waiting thread, %' },
      value: 'cpu',
      label: name,
      say: (value) => `${digits(value)}%`,
      tone,
      to: 100,
    },
    {
      kind: 'bars',
      name: { zh: '延迟的中位数，ms（对数刻度）', en: 'median delay, ms (log scale)' },
      value: 'latency',
      label: name,
      say: duration,
      tone,
      log: true,
      from: 0.01,
      to: 1000,
    },
  ],
  columns: [
    {
      key: 'way',
      name: { zh: '等法', en: 'way' },
      say: (way) => NAMES[way] ?? same(''),
    },
    { key: 'cpu', name: { zh: 'CPU，%', en: 'CPU, %' } },
    { key: 'latency', name: { zh: '延迟中位数，ms', en: 'median delay, ms' } },
    { key: 'p99', name: { zh: '第 99 百分位，ms', en: '99th percentile, ms' } },
  ],
};
