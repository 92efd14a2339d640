import { digits, find, type Row, type Spec } from '../chart.ts';

const NAMES: Record<string, { zh: string; en: string }> = {
  level: { zh: '水平触发', en: 'level-triggered' },
  edge: { zh: '边沿触发', en: 'edge-triggered' },
};
const of = (mode: string) => (row: Row) => row.mode === mode;

export const levelEdge: Spec = {
  title: {
    zh: '水平触发与边沿触发：每次只读一个字节',
    en: 'Level against edge: reading one byte at a time',
  },
  about: {
    zh: '套接字里先来 16 个字节，第 8 次等待之前又来 4 个。每次 `epoll_wait` 报了它，就只读一个字节；没报就不读。纵轴是还躺在套接字里的字节。',
    en: 'Sixteen bytes arrive, and four more before the eighth wait. Each time `epoll_wait` reports the socket, one single byte is read; if it does not, none. The vertical axis is what still lies in the socket.',
  },
  finding(rows) {
    const last = Math.max(...rows.map((row) => Number(row.wait)));
    const of = (mode: string, key: string) =>
      digits(find(rows, { mode, wait: last }, key));
    return {
      zh: `水平触发报了 ${of('level', 'reports')} 次，读得一个不剩；边沿触发只在新数据到时各报一次，共 ${of('edge', 'reports')} 次，${of('edge', 'left')} 个字节一直躺在那里。`,
      en: `Level-triggered it is reported ${of('level', 'reports')} times, until nothing is left. Edge-triggered it is reported only when something new comes, ${of('edge', 'reports')} times, and ${of('edge', 'left')} bytes go on lying there.`,
    };
  },
  charts: [
    {
      kind: 'lines',
      stepped: true,
      x: {
        key: 'wait',
        name: { zh: '第几次 epoll_wait', en: 'epoll_wait, the nth time' },
      },
      y: {
        key: 'left',
        name: { zh: '还躺在套接字里的字节', en: 'bytes still in the socket' },
        from: 0,
      },
      series: [
        {
          name: NAMES.level as Spec['title'],
          tone: 'handler',
          shape: 'circle',
          of: of('level'),
        },
        {
          name: NAMES.edge as Spec['title'],
          tone: 'ink',
          shape: 'triangle',
          of: of('edge'),
          dashed: true,
        },
      ],
    },
  ],
  columns: [
    {
      key: 'mode',
      name: { zh: '方式', en: 'mode' },
      say: (mode) => NAMES[mode] ?? { zh: '', en: '' },
    },
    { key: 'wait', name: { zh: '第几次', en: 'wait' } },
    { key: 'reports', name: { zh: '至此报了几次', en: 'reports so far' } },
    { key: 'left', name: { zh: '剩下的字节', en: 'bytes left' } },
  ],
};
