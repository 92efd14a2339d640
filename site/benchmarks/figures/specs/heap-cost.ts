import { digits, find, type Spec } from '../chart.ts';

export const heapCost: Spec = {
  title: {
    zh: '定时任务堆：加一个、取一个，比几次',
    en: 'The heap of timeouts: comparisons to add one, to take one',
  },
  about: {
    zh: '往空堆里加 N 个期限随机的定时任务，再按次序全部取出。比较次数不是推算的：真正的源码一边跑，V8 一边数 `#isBefore` 被调用了几次，再除以 N。表里另有不数的时候量的 CPU 时间；N 大到缓存装不下以后，它涨得比比较次数快。',
    en: 'Add N timeouts with random deadlines to an empty heap, then take them all out in order. The comparisons are not worked out on paper: while the real source runs, V8 counts how often `#isBefore` is called; the count is divided by N. The table also has the CPU time, measured without counting: once N no longer fits into the caches, it grows faster than the comparisons do.',
  },
  finding(rows) {
    const most = Math.max(...rows.map((row) => Number(row.size)));
    const of = (key: string) => digits(find(rows, { size: most }, key));
    return {
      zh: `堆里有 ${digits(most)} 个时，加一个平均只比 ${of('add')} 次，取一个比 ${of('take')} 次。规模每翻十倍，取一个多比的次数是个常数：这就是 log n。`,
      en: `With ${digits(most)} in the heap, adding one takes ${of('add')} comparisons on average and taking one ${of('take')}. Each time the heap is ten times larger, taking one costs the same few comparisons more: that is what log n looks like.`,
    };
  },
  charts: [
    {
      kind: 'lines',
      x: {
        key: 'size',
        name: { zh: '堆里的定时任务', en: 'timeouts in the heap' },
        log: true,
      },
      y: {
        key: 'take',
        name: { zh: '每个比较几次', en: 'comparisons for each' },
        from: 0,
      },
      series: [
        { name: { zh: '取出', en: 'take' }, tone: 'timeout', shape: 'triangle' },
        {
          name: { zh: '加入', en: 'add' },
          tone: 'ink',
          shape: 'square',
          y: 'add',
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    { key: 'size', name: { zh: '堆里的个数', en: 'in the heap' } },
    { key: 'add', name: { zh: '加入，次', en: 'add, comparisons' } },
    { key: 'take', name: { zh: '取出，次', en: 'take, comparisons' } },
    { key: 'addTime', name: { zh: '加入，µs', en: 'add, µs' } },
    { key: 'takeTime', name: { zh: '取出，µs', en: 'take, µs' } },
  ],
};
