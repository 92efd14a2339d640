/**
 * What was to be reached, and what was: each a ratio between two numbers measured in
 * the same run, which says more than either of them alone.
 */

import type { Pair } from '../ui/text.ts';
import type { Row } from './figures/chart.ts';

export interface Target {
  readonly part: string;
  readonly what: Pair;
  readonly limit: number; // the ratio must not be above it
  readonly ratio: (rows: readonly Row[]) => number;
}

const MILLION = 1_000_000;

function cost(rows: readonly Row[], wanted: Row): number {
  const row = rows.find((row) =>
    Object.entries(wanted).every(([key, value]) => row[key] === value),
  );
  return Number(row?.cost);
}

/** Between two contenders at the same task. */
function between(ours: string, theirs: string, task: Row = {}) {
  return (rows: readonly Row[]) =>
    cost(rows, { ...task, contender: ours }) /
    cost(rows, { ...task, contender: theirs });
}

const fired = { task: 'fire', count: MILLION };
const cancelled = { task: 'cancel', count: MILLION };

/** From the fewest idle descriptors to the most. */
function growth(rows: readonly Row[]): number {
  const epoll = rows.filter(({ poller }) => poller === 'epoll');
  return Number(epoll.at(-1)?.cost) / Number(epoll[0]?.cost);
}

export const TARGETS: readonly Target[] = [
  {
    part: 'http',
    what: { zh: '一次请求：`addHandler` 比 C', en: 'a request: `addHandler` to C' },
    limit: 1.15,
    ratio: between('add-handler', 'c-epoll'),
  },
  {
    part: 'http',
    what: {
      zh: '一次请求：`addHandler` 比 uvloop',
      en: 'a request: `addHandler` to uvloop',
    },
    limit: 1,
    ratio: between('add-handler', 'uvloop'),
  },
  {
    part: 'http',
    what: {
      zh: '一次请求：`addHandler` 比 Node `net`',
      en: 'a request: `addHandler` to Node’s `net`',
    },
    limit: 0.75,
    ratio: between('add-handler', 'node-net'),
  },
  {
    part: 'http',
    what: { zh: '一次请求：寄宿的比阻塞的', en: 'a request: hosted to blocking' },
    limit: 1.2,
    ratio: between('hosted', 'add-handler'),
  },
  {
    part: 'http',
    what: {
      zh: '一次请求：IOStream 比 Node `net`',
      en: 'a request: IOStream to Node’s `net`',
    },
    limit: 1,
    ratio: between('iostream', 'node-net'),
  },
  {
    part: 'timers',
    what: {
      zh: '一百万个定时任务，加入并触发：比 `setTimeout`',
      en: 'a million timeouts, added and fired: to `setTimeout`',
    },
    limit: 0.6,
    ratio: between('loop', 'node', fired),
  },
  {
    part: 'timers',
    what: {
      zh: '一百万个定时任务，加入并触发：比 Tornado',
      en: 'a million timeouts, added and fired: to Tornado',
    },
    limit: 1 / 8,
    ratio: between('loop', 'tornado', fired),
  },
  {
    part: 'timers',
    what: {
      zh: '一百万个定时任务，加入又取消：比 `setTimeout` 与 `clearTimeout`',
      en: 'a million timeouts, added and cancelled: to `setTimeout` and `clearTimeout`',
    },
    limit: 0.5,
    ratio: between('loop', 'node', cancelled),
  },
  {
    part: 'callbacks',
    what: {
      zh: '一百万个首尾相接的回调：比 `setImmediate`',
      en: 'a million callbacks, each adding the next: to `setImmediate`',
    },
    limit: 0.8,
    ratio: between('loop', 'node'),
  },
  {
    part: 'wakes',
    what: {
      zh: 'epoll 唤醒一次：闲着的 fd 最多时比最少时',
      en: 'a wake-up with epoll: most idle descriptors to fewest',
    },
    limit: 1.3,
    ratio: growth,
  },
];
