/** A number with two entries: the one that it means now, and one that it meant before. */

import type { Drawing } from './shapes.ts';

export const ghost: Drawing = {
  title: { zh: '一个号码，两个条目', en: 'One number, two entries' },
  says: {
    zh: '7 号关闭之前被 dup 成 9 号，所以旧的打开文件描述还在。7 号又打开，指向新的。epoll 里有两个条目，号码都是 7：幽灵指着旧的，另一个指着新的。按号码 7 删除，找到的是新的。',
    en: 'Before 7 was closed it was duplicated as 9, so the old open file description lives on. 7 was opened again and points to a new one. The epoll has two entries with the number 7: the ghost, for the old description, and one for the new. To delete by the number 7 finds the new one.',
  },
  size: [740, 270],
  boxes: [
    {
      at: [10, 30],
      size: [120, 190],
      label: { zh: '进程的描述符表', en: 'descriptors' },
      kind: 'zone',
    },
    { at: [20, 70], size: [100, 30], label: '7' },
    { at: [20, 160], size: [100, 30], label: '9 = dup(7)' },
    {
      at: [220, 60],
      size: [160, 50],
      label: { zh: '新的 struct file', en: 'new struct file' },
      kind: 'part',
    },
    {
      at: [220, 150],
      size: [160, 50],
      label: { zh: '旧的 struct file', en: 'old struct file' },
      kind: 'part',
    },
    { at: [470, 30], size: [260, 190], label: 'struct eventpoll', kind: 'zone' },
    {
      at: [490, 65],
      size: [220, 40],
      label: { zh: '条目：7，新文件', en: 'entry: 7, new file' },
      kind: 'ready',
    },
    {
      at: [490, 155],
      size: [220, 40],
      label: { zh: '幽灵：7，旧文件', en: 'ghost: 7, old file' },
      kind: 'gone',
    },
  ],
  arrows: [
    { path: 'M120 85H220', kind: 'happens' },
    { path: 'M120 175H220', kind: 'points' },
    { path: 'M380 85H490', kind: 'happens' },
    { path: 'M490 175H380', kind: 'points' },
    { path: 'M60 100C70 130 150 150 218 160', kind: 'gone' },
  ],
  labels: [
    {
      at: [20, 250],
      text: {
        zh: 'EPOLL_CTL_DEL 7：由号码找到新文件，再找到新条目',
        en: 'EPOLL_CTL_DEL 7: from the number to the new file, to the new entry',
      },
    },
  ],
  steps: [
    {
      what: {
        zh: '由号码找到打开文件描述',
        en: 'The number leads to the open file description',
      },
      by: 'do_epoll_ctl',
      file: 'fs/eventpoll.c',
    },
    {
      what: {
        zh: '按“文件加号码”在树里找到条目，删除',
        en: 'The tree is searched by file and number, and the entry deleted',
      },
      by: 'ep_remove',
      file: 'fs/eventpoll.c',
    },
    {
      what: {
        zh: '打开文件描述的最后一个引用消失时，内核自己删除条目',
        en: 'When the last reference to a description goes, the kernel removes the entry itself',
      },
      by: 'eventpoll_release_file',
      file: 'fs/eventpoll.c',
    },
  ],
};
