/** What select and poll copy and walk through, in each call. */

import type { Box, Drawing } from './shapes.ts';

const cells = (y: number, ready: number): Box[] =>
  Array.from({ length: 8 }, (_, i) => ({
    at: [210 + i * 62, y],
    size: [54, 28],
    label: String(i + 4),
    ...(i === ready && { kind: 'ready' as const }),
  }));

export const list: Drawing = {
  title: {
    zh: 'poll 和 select 抄什么，走什么',
    en: 'What poll and select copy and walk through',
  },
  says: {
    zh: '每次调用都把整张名单抄进内核。内核走一遍，问每个文件，没有就绪的就在每个文件的等待队列里各放一项，然后睡。醒来再走一遍，取下所有的项，把整张名单抄回来。程序自己再走一遍，才知道是哪个。',
    en: 'Each call copies the whole list into the kernel. The kernel walks through it and asks each file; if none is ready it puts an entry into the wait queue of each, and sleeps. Awake, it walks through all again, takes all the entries out, and copies the whole list back. The program walks through it once more to learn which one is ready.',
  },
  size: [740, 240],
  boxes: [
    ...cells(40, -1),
    ...cells(120, 4),
    { at: [200, 108], size: [510, 52], label: '', kind: 'zone' },
    ...cells(200, 4),
  ],
  arrows: [
    { path: 'M455 68V108', kind: 'happens' },
    { path: 'M455 160V200', kind: 'happens' },
  ],
  labels: [
    { at: [10, 58], text: { zh: '程序的名单', en: 'the program’s list' } },
    { at: [10, 138], text: { zh: '内核里的副本', en: 'the kernel’s copy' } },
    { at: [10, 218], text: { zh: '抄回来的名单', en: 'the list copied back' } },
    { at: [470, 92], text: '1', isStep: true },
    { at: [190, 138], text: '2', isStep: true, anchor: 'end' },
    { at: [470, 184], text: '4', isStep: true },
  ],
  steps: [
    {
      what: { zh: '把整张名单抄进内核', en: 'Copy the whole list into the kernel' },
      by: 'do_sys_poll',
      file: 'fs/select.c',
    },
    {
      what: {
        zh: '走一遍，问每个文件；没有就绪的，在每个文件的等待队列里各放一项，睡',
        en: 'Walk through it and ask each file; with none ready, wait in the queue of each, and sleep',
      },
      by: 'do_poll',
      file: 'fs/select.c',
    },
    {
      what: { zh: '醒来，再走一遍', en: 'Awake, walk through all of it again' },
      by: 'do_poll',
      file: 'fs/select.c',
    },
    {
      what: {
        zh: '把整张名单抄回去；select 走的是位，路是一样的',
        en: 'Copy the whole list back; select does the same with bits',
      },
      by: 'core_sys_select',
      file: 'fs/select.c',
    },
  ],
};
