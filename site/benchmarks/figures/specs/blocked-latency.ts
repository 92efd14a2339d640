import { digits, duration, find, type Spec } from '../chart.ts';

export const blockedLatency: Spec = {
  title: {
    zh: '一个回调堵住，别人等多久',
    en: 'One callback blocks: how long the others wait',
  },
  about: {
    zh: '另一条线程平均每毫秒多一点发来一条消息；每 250 ms 有一个回调把线程占住若干毫秒，什么别的也不做。量的是每条消息从发出到它的处理函数被调用隔了多久。机器上还有别的程序在跑，所以不堵的时候也有个别消息迟到。',
    en: 'Another thread sends a message about once in a millisecond; every 250 ms a callback keeps the thread busy for some milliseconds and does nothing else. Measured is how long each message waits until its handler is called. Other programs ran on the machine, so a few are late even when nothing blocks.',
  },
  finding(rows) {
    const most = Math.max(...rows.map((row) => Number(row.blocked)));
    const of = (blocked: number, key: string) => find(rows, { blocked }, key);
    return {
      zh: `什么都不堵，一半的消息 ${duration(of(0, 'median'))} 之内就到；每次堵 ${digits(most)} ms，最倒霉的等了 ${duration(of(most, 'worst'))}，${digits(of(most, 'late'))}% 的消息迟了 1 ms 以上。堵多久，最坏就等多久。`,
      en: `With nothing blocking, half of the messages arrive within ${duration(of(0, 'median'))}. With blocks of ${digits(most)} ms the unluckiest waits ${duration(of(most, 'worst'))}, and ${digits(of(most, 'late'))}% are more than 1 ms late. However long it blocks, that long the others wait at worst.`,
    };
  },
  charts: [
    {
      kind: 'lines',
      x: {
        key: 'blocked',
        name: { zh: '回调堵多久，ms', en: 'how long the callback blocks, ms' },
      },
      y: {
        key: 'worst',
        name: { zh: '别人的延迟，ms', en: 'delay of the others, ms' },
        from: 0,
      },
      series: [
        {
          name: { zh: '最坏的一条', en: 'the worst' },
          tone: 'callback',
          shape: 'square',
        },
        {
          name: { zh: '第 99 百分位', en: '99th percentile' },
          tone: 'ink',
          shape: 'triangle',
          y: 'p99',
        },
        {
          name: { zh: '中位数', en: 'median' },
          tone: 'ink-3',
          shape: 'circle',
          y: 'median',
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    { key: 'blocked', name: { zh: '堵，ms', en: 'blocks, ms' } },
    { key: 'median', name: { zh: '中位数，ms', en: 'median, ms' } },
    { key: 'p99', name: { zh: '第 99 百分位，ms', en: '99th percentile, ms' } },
    { key: 'worst', name: { zh: '最坏，ms', en: 'worst, ms' } },
    { key: 'late', name: { zh: '迟到 1 ms 以上的，%', en: 'more than 1 ms late, %' } },
  ],
};
