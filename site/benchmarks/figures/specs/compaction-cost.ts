import { digits, type Row, type Spec } from '../chart.ts';

const WORTH_IT = 512; // shells: fewer can only be dropped at the top, one by one

/** Where more than that went at once. */
function sweeps(rows: readonly Row[]): Row[] {
  return rows.filter((row, i) => {
    const before = Number((rows[i - 1] ?? row).entries);
    return before - Number(row.entries) > WORTH_IT;
  });
}

export const compactionCost: Spec = {
  title: {
    zh: '惰性取消留下的空壳，和清扫',
    en: 'Shells left by lazy cancellation, and the sweep',
  },
  about: {
    zh: '堆里放 4096 个定时任务，按随机次序每次取消 64 个，每次之后走一轮里该走的那一步（没有一个到期）。实线是堆里的条目，虚线是还活着的，两线之间就是空壳。表里的时间是 200 遍里最快的一遍。',
    en: 'A heap of 4,096 timeouts, cancelled 64 at a time in random order, each time followed by what a turn does with the heap (nothing is due). Solid: the entries in the heap; dashed: those still alive; between the two lie the shells. The times in the table are the fastest of 200 runs.',
  },
  finding(rows) {
    const [first] = sweeps(rows);
    const usual = rows.filter(
      (row) => !sweeps(rows).includes(row) && Number(row.cancelled) > 0,
    );
    const plain = Math.min(...usual.map((row) => Number(row.time)));
    return {
      zh: `取消到第 ${digits(Number(first?.cancelled))} 个，空壳过半，一扫而空：那一步用了 ${digits(Number(first?.time))} µs，平常一步约 ${digits(plain)} µs。一共扫了 ${sweeps(rows).length} 次；空壳不到 512 个时，不值得扫。`,
      en: `After ${digits(Number(first?.cancelled))} cancellations the shells are more than half, and are swept out at once: that step took ${digits(Number(first?.time))} µs, an ordinary one about ${digits(plain)} µs. There were ${sweeps(rows).length} sweeps in all; up to 512 shells are not worth one.`,
    };
  },
  charts: [
    {
      kind: 'lines',
      stepped: true,
      x: {
        key: 'cancelled',
        name: { zh: '已取消的定时任务', en: 'timeouts cancelled so far' },
      },
      y: { key: 'entries', name: { zh: '条目', en: 'entries' }, from: 0 },
      series: [
        {
          name: {
            zh: '堆里的条目，连空壳',
            en: 'entries in the heap, shells included',
          },
          tone: 'timeout',
          shape: 'none',
        },
        {
          name: { zh: '其中还活着的', en: 'those still alive' },
          tone: 'ink',
          shape: 'none',
          y: 'alive',
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    { key: 'cancelled', name: { zh: '已取消', en: 'cancelled' } },
    { key: 'entries', name: { zh: '堆里的条目', en: 'entries' } },
    { key: 'alive', name: { zh: '还活着', en: 'alive' } },
    { key: 'time', name: { zh: '这一步，µs', en: 'this step, µs' } },
  ],
};
