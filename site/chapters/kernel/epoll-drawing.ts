/** From a number to the ready list: what epoll_ctl builds, and what a packet sets off. */

import type { Drawing } from './shapes.ts';

export const epoll: Drawing = {
  title: { zh: 'epoll 在内核里', en: 'epoll inside the kernel' },
  says: {
    zh: '进程的描述符表里，3 号指向 epoll 的打开文件描述，7 号和 8 号指向同一个套接字的打开文件描述。epoll 里有一棵红黑树、一个就绪列表和一个等待队列，线程睡在这个等待队列里。套接字也有等待队列，里面是 ep_poll_callback。数据到达时，它把树上的 epitem 挂到就绪列表，再叫醒线程。',
    en: 'In the descriptor table of the process, 3 points to the open file description of epoll; 7 and 8 point to that of one socket. The epoll has a red-black tree, a ready list, and a wait queue in which the thread sleeps. The socket has a wait queue, too, with ep_poll_callback in it. When data arrives, that function puts the epitem of the tree on the ready list and wakes the thread.',
  },
  size: [740, 420],
  boxes: [
    {
      at: [10, 30],
      size: [120, 150],
      label: { zh: '进程的描述符表', en: 'descriptors' },
      kind: 'zone',
    },
    { at: [20, 60], size: [100, 30], label: '3' },
    { at: [20, 100], size: [100, 30], label: '7' },
    { at: [20, 140], size: [100, 30], label: '8 = dup(7)' },
    { at: [200, 60], size: [150, 40], label: 'struct file (epoll)', kind: 'part' },
    { at: [200, 130], size: [150, 40], label: 'struct file (tcp)', kind: 'part' },
    { at: [430, 20], size: [300, 240], label: 'struct eventpoll', kind: 'zone' },
    {
      at: [450, 140],
      size: [260, 44],
      label: { zh: '就绪列表 rdllist', en: 'ready list rdllist' },
      kind: 'part',
    },
    { at: [630, 147], size: [70, 30], label: 'epitem', kind: 'ready' },
    {
      at: [450, 200],
      size: [260, 44],
      label: { zh: '等待队列 wq', en: 'wait queue wq' },
      kind: 'part',
    },
    {
      at: [610, 207],
      size: [90, 30],
      label: { zh: '线程，在睡', en: 'thread, asleep' },
      kind: 'asleep',
    },
    { at: [200, 280], size: [360, 110], label: 'struct sock', kind: 'zone' },
    {
      at: [220, 325],
      size: [320, 44],
      label: { zh: '等待队列 sk_wq', en: 'wait queue sk_wq' },
      kind: 'part',
    },
    { at: [392, 332], size: [140, 30], label: 'ep_poll_callback', kind: 'ready' },
    { at: [516, 48], size: [58, 24], label: 'epitem' },
    { at: [466, 98], size: [58, 24], label: 'epitem' },
    { at: [566, 98], size: [58, 24], label: 'epitem', kind: 'ready' },
  ],
  arrows: [
    { path: 'M120 75H200', kind: 'points' },
    { path: 'M120 115L200 142', kind: 'points' },
    { path: 'M120 155L200 158', kind: 'points' },
    { path: 'M350 80H430', kind: 'points' },
    { path: 'M275 170V280', kind: 'points' },
    { path: 'M540 72L500 98', kind: 'points' },
    { path: 'M550 72L590 98', kind: 'points' },
    { path: 'M595 122V332H532', kind: 'points' },
    { path: 'M60 347H220', kind: 'happens' },
    { path: 'M410 332V162H450', kind: 'happens' },
    { path: 'M690 177V207', kind: 'happens' },
  ],
  labels: [
    { at: [640, 62], text: { zh: '红黑树 rbr', en: 'tree rbr' } },
    { at: [60, 340], text: { zh: '数据到达', en: 'data arrives' } },
    { at: [612, 310], text: '1', isStep: true },
    { at: [150, 365], text: '2', isStep: true },
    { at: [396, 312], text: '3', isStep: true },
    { at: [436, 154], text: '4', isStep: true },
    { at: [718, 198], text: '5', isStep: true },
  ],
  steps: [
    {
      what: {
        zh: '登记：epitem 放进红黑树，ep_poll_callback 放进套接字的等待队列',
        en: 'Registering: an epitem into the tree, ep_poll_callback into the socket’s wait queue',
      },
      by: 'ep_ptable_queue_proc',
      file: 'fs/eventpoll.c',
    },
    {
      what: {
        zh: '数据到达，内核通知套接字',
        en: 'Data arrives, and the kernel tells the socket',
      },
      by: 'sock_def_readable',
      file: 'net/core/sock.c',
    },
    {
      what: { zh: '沿着等待队列逐个调用', en: 'Everyone in the wait queue is called' },
      by: '__wake_up_common',
      file: 'kernel/sched/wait.c',
    },
    {
      what: {
        zh: 'epitem 挂到就绪列表末尾',
        en: 'The epitem is put at the end of the ready list',
      },
      by: 'ep_poll_callback',
      file: 'fs/eventpoll.c',
    },
    {
      what: {
        zh: '叫醒睡在 epoll_wait 里的线程',
        en: 'The thread in epoll_wait is woken',
      },
      by: 'ep_autoremove_wake_function',
      file: 'fs/eventpoll.c',
    },
    {
      what: {
        zh: '线程醒来，复制就绪的事件',
        en: 'The thread copies the events that are ready',
      },
      by: 'ep_send_events',
      file: 'fs/eventpoll.c',
    },
  ],
};
