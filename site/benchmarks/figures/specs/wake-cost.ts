import { digits, find, type Row, type Spec, same } from '../chart.ts';

const of = (poller: string) => (row: Row) => row.poller === poller;

export const wakeCost: Spec = {
  title: {
    zh: '唤醒一次的代价：一个活跃，其余闲着',
    en: 'What one wake-up costs: one active, the others idle',
  },
  about: {
    zh: '用的就是循环自己的三个轮询器，跑在真内核上。每次唤醒做三件事：写那个活跃的 fd，`poll()` 报出它，把它读空；记的是这条线程的 CPU 时间，取多轮的中位数。闲着的 fd 是没人写的 eventfd。`select` 最多到 1024 号 fd 为止。',
    en: 'The three pollers are the loop’s own, on the real kernel. One wake-up is: write to the active descriptor, have `poll()` report it, read it empty; counted is the CPU time of the thread, the median of several rounds. The idle ones are eventfds that nobody writes to. `select` ends at descriptor 1024.',
  },
  finding(rows) {
    const least = Math.min(...rows.map((row) => Number(row.idle)));
    const most = Math.max(...rows.map((row) => Number(row.idle)));
    const cost = (poller: string, idle: number) =>
      digits(find(rows, { poller, idle }, 'cost'));
    return {
      zh: `闲着的 fd 从 ${digits(least)} 个加到 ${digits(most)} 个，epoll 从 ${cost('epoll', least)} µs 到 ${cost('epoll', most)} µs；poll 从 ${cost('poll', least)} µs 涨到 ${cost('poll', most)} µs。`,
      en: `From ${digits(least)} idle descriptors to ${digits(most)}, epoll goes from ${cost('epoll', least)} µs to ${cost('epoll', most)} µs; poll from ${cost('poll', least)} µs to ${cost('poll', most)} µs.`,
    };
  },
  charts: [
    {
      kind: 'lines',
      x: { key: 'idle', name: { zh: '闲着的 fd', en: 'idle descriptors' }, log: true },
      y: {
        key: 'cost',
        name: { zh: '每次唤醒的 CPU，µs', en: 'CPU for one wake-up, µs' },
        log: true,
      },
      series: [
        { name: same('epoll'), tone: 'handler', shape: 'circle', of: of('epoll') },
        { name: same('poll'), tone: 'ink', shape: 'square', of: of('poll') },
        {
          name: same('select'),
          tone: 'ink-3',
          shape: 'triangle',
          of: of('select'),
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    { key: 'poller', name: { zh: '轮询器', en: 'poller' } },
    { key: 'idle', name: { zh: '闲着的 fd', en: 'idle' } },
    { key: 'cost', name: { zh: '中位数，µs', en: 'median, µs' } },
    { key: 'min', name: { zh: '最小', en: 'min' } },
    { key: 'max', name: { zh: '最大', en: 'max' } },
  ],
};
