import { duration, find, type Row, type Spec, same } from '../chart.ts';

const MOMENTS: Record<string, { zh: string; en: string }> = {
  own: { zh: '睡着的线程自己接到', en: 'taken by the sleeping thread itself' },
  other: { zh: '别的线程接到', en: 'taken by another thread' },
  before: { zh: '睡下之前的一瞬间到', en: 'a moment before the sleep begins' },
};
const WRITES: Record<string, { zh: string; en: string }> = {
  wake: { zh: '写唤醒器', en: 'writes to the waker' },
  none: { zh: '不写', en: 'writes nothing' },
};

function label(row: Row) {
  const moment = MOMENTS[row.moment as string] ?? same('');
  const write = WRITES[row.write as string] ?? same('');
  return { zh: `${moment.zh}，${write.zh}`, en: `${moment.en}; ${write.en}` };
}

export const signalSleep: Spec = {
  title: { zh: '睡着时来了信号', en: 'A signal comes during the sleep' },
  about: {
    zh: '一个 C 小程序在 `epoll_wait` 里睡 1 秒，信号处理函数要么往被监视的 eventfd 写一笔，要么什么都不写。量的是从处理函数跑起来到 `epoll_wait` 返回隔了多久，七次取中位数。用 C 写，是因为只有那里才能安排信号由哪条线程接、在哪一刻到。',
    en: 'A small C program sleeps in `epoll_wait` for one second; its signal handler either writes to an eventfd that is being watched, or writes nothing. Measured is the time from the handler to the return of `epoll_wait`, the median of seven. It is in C because only there can it be arranged which thread takes the signal, and at which moment.',
  },
  finding(rows) {
    const time = (moment: string, write: string) =>
      duration(find(rows, { moment, write }, 'time'));
    const woken = rows.filter(({ write }) => write === 'wake');
    const latest = duration(Math.max(...woken.map((row) => Number(row.time))));
    return {
      zh: `写了唤醒器，三种情形都在 ${latest} 之内醒来。不写，只有自己接到时醒得来（EINTR）；别的线程接到，要睡到头：${time('other', 'none')}；恰好在睡下之前到，也是：${time('before', 'none')}。`,
      en: `With the write, the loop is awake within ${latest} in all three cases. Without it, only a signal that the sleeping thread takes itself ends the sleep (EINTR). Taken by another thread, it waits for the end: ${time('other', 'none')}; come just before the sleep, too: ${time('before', 'none')}.`,
    };
  },
  charts: [
    {
      kind: 'bars',
      name: { zh: '多久之后醒来（对数刻度）', en: 'time until awake (log scale)' },
      value: 'time',
      label,
      say: duration,
      tone: (row) => (row.write === 'wake' ? 'signal' : 'sleep'),
      log: true,
      from: 0.001,
      to: 1000,
    },
  ],
  columns: [
    {
      key: 'moment',
      name: { zh: '信号', en: 'the signal is' },
      say: (moment) => MOMENTS[moment] ?? same(''),
    },
    {
      key: 'write',
      name: { zh: '处理函数', en: 'its handler' },
      say: (write) => WRITES[write] ?? same(''),
    },
    { key: 'time', name: { zh: '中位数，ms', en: 'median, ms' } },
    { key: 'min', name: { zh: '最小', en: 'min' } },
    { key: 'max', name: { zh: '最大', en: 'max' } },
  ],
};
