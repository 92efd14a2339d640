/** Four modes, side by side: where an entry goes when it has been reported. */

import type { Arrow, Box, Drawing, Label } from './shapes.ts';

const WIDTH = 180;

interface Mode {
  name: string;
  says: Label['text'];
  back: Arrow['kind'] | undefined; // how it comes back to the ready list, if it does
}

const MODES: Mode[] = [
  {
    name: 'EPOLLIN',
    says: { zh: '放回去，下次再问', en: 'put back, asked again' },
    back: 'happens',
  },
  {
    name: 'EPOLLET',
    says: { zh: '有新的到来，才回来', en: 'back when more arrives' },
    back: 'points',
  },
  {
    name: 'EPOLLONESHOT',
    says: { zh: 'MOD 以后，才回来', en: 'back after MOD' },
    back: 'gone',
  },
  {
    name: 'EPOLLEXCLUSIVE',
    says: { zh: '叫醒至少一个等待者', en: 'at least one waiter woken' },
    back: 'happens',
  },
];

const boxesOf = (_: Mode, i: number): Box[] => [
  {
    at: [10 + i * WIDTH, 50],
    size: [160, 40],
    label: { zh: '就绪列表', en: 'ready list' },
    kind: 'part',
  },
  {
    at: [10 + i * WIDTH, 150],
    size: [160, 40],
    label: { zh: '报告给你', en: 'reported to you' },
    kind: 'ready',
  },
];

const arrowsOf = ({ back }: Mode, i: number): Arrow[] => [
  { path: `M${60 + i * WIDTH} 90V150`, kind: 'happens' },
  ...(back ? [{ path: `M${125 + i * WIDTH} 150V90`, kind: back }] : []),
];

const labelsOf = ({ name, says }: Mode, i: number): Label[] => [
  { at: [90 + i * WIDTH, 34], text: name, anchor: 'middle' },
  { at: [90 + i * WIDTH, 214], text: says, anchor: 'middle' },
];

const list = (zh: string, en: string, by: string): Drawing['steps'][number] => ({
  what: { zh, en },
  by,
  file: 'fs/eventpoll.c',
});

export const modes: Drawing = {
  title: { zh: '报告之后，到哪里去', en: 'Where an entry goes after its report' },
  says: {
    zh: '水平触发的条目报告之后放回就绪列表；边沿触发的离开，有新数据才回来；单次的停用，MOD 之后才回来；独占的也放回去，但一个事件不叫醒所有的等待者。',
    en: 'A level-triggered entry is put back on the ready list. An edge-triggered one leaves and comes back with new data. A one-shot one is disabled and comes back after MOD. An exclusive one is put back, too, but an event does not wake all who wait.',
  },
  size: [740, 230],
  boxes: MODES.flatMap(boxesOf),
  arrows: MODES.flatMap(arrowsOf),
  labels: MODES.flatMap(labelsOf),
  steps: [
    list(
      '取下一项，问文件此刻是否就绪',
      'Take an entry, and ask its file whether it is ready now',
      'ep_item_poll',
    ),
    list(
      '复制给用户；水平触发的放回列表末尾',
      'Copy it to the user; a level-triggered one goes back to the end',
      'ep_send_events',
    ),
    list(
      '新数据到来，再挂上列表',
      'New data puts it on the list again',
      'ep_poll_callback',
    ),
    list(
      'MOD 重新启用单次的条目',
      'MOD enables a one-shot entry again',
      'do_epoll_ctl',
    ),
  ],
};
