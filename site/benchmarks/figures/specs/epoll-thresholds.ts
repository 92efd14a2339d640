import { digits, find, type Row, type Spec, same } from '../chart.ts';

const NAMES: Record<string, { zh: string; en: string }> = {
  pipe: { zh: '管道', en: 'pipe' },
  unix: { zh: 'Unix 域套接字', en: 'Unix socket' },
  tcp: { zh: 'TCP，本机', en: 'TCP, on this machine' },
};

export const epollThresholds: Spec = {
  title: {
    zh: '写满之后，要腾出多少才又“可写”',
    en: 'Once full, how much must be free before it is writable again',
  },
  about: {
    zh: '先一直写到内核不再收，再从另一头一点点读，直到 epoll 报 `EPOLLOUT`；数的是读走了多少字节。可读没有这样的门槛：一个字节就报 `EPOLLIN`（套接字可以用 `SO_RCVLOWAT` 调高）。TCP 的缓冲区会自己长大，总量随内核的设置而变。',
    en: 'Write until the kernel takes no more, then read a little at a time at the other end until epoll reports `EPOLLOUT`; counted is how many bytes were read. Readable has no such threshold: one byte is enough for `EPOLLIN` (a socket can be told to wait for more, by `SO_RCVLOWAT`). TCP’s buffers grow by themselves, so their size depends on the settings of the kernel.',
  },
  finding(rows) {
    const of = (kind: string, key: string) => digits(find(rows, { kind }, key));
    return {
      zh: `管道腾出 ${of('pipe', 'freed')} 字节（一页）就算可写；Unix 域套接字要等 ${of('unix', 'share')}% 被读走，TCP 是 ${of('tcp', 'share')}%。可读都只要 1 个字节。`,
      en: `A pipe is writable again after ${of('pipe', 'freed')} bytes, one page; a Unix socket after ${of('unix', 'share')}% have been read, TCP after ${of('tcp', 'share')}%. To be readable, one byte is enough for each of them.`,
    };
  },
  charts: [
    {
      kind: 'bars',
      name: {
        zh: '读走多少之后才可写，占缓冲区的 %',
        en: 'read before it is writable, % of the full buffer',
      },
      value: 'share',
      label: (row: Row) => NAMES[row.kind as string] ?? same(''),
      say: (value) => `${digits(value)}%`,
      tone: () => 'handler',
      to: 100,
    },
  ],
  columns: [
    {
      key: 'kind',
      name: { zh: '种类', en: 'kind' },
      say: (kind) => NAMES[kind] ?? same(''),
    },
    { key: 'readable', name: { zh: '几个字节算可读', en: 'bytes to be readable' } },
    { key: 'full', name: { zh: '写满时，字节', en: 'bytes when full' } },
    {
      key: 'freed',
      name: { zh: '读走多少才可写，字节', en: 'bytes read until writable' },
    },
    { key: 'share', name: same('%') },
  ],
};
