import { ERROR, READ } from '../../../loop/core/poller.ts';
import { test } from '../../../site/exercises/run/testing.ts';
import { compare } from '../support/prediction.ts';
import { simulate } from '../support/simulate.ts';
import { first, second, third, type World } from './program.ts';
import * as answers from './start/answers.ts';

/** What each poll reports, on the loop as it is. */
function happened(program: (world: World) => void): string[] {
  const { loop, poller } = simulate();
  const unread = new Map<number, number>();
  const change = (fd: number, by: number) => {
    const bytes = Math.max(0, (unread.get(fd) ?? 0) + by);
    unread.set(fd, bytes);
    if (bytes > 0) poller.raise(fd, READ);
    else poller.lower(fd, READ);
  };
  program({
    loop,
    send: (fd, bytes) => change(fd, bytes),
    read: (fd, bytes) => change(fd, -bytes),
    hangUp: (fd) => poller.raise(fd, ERROR),
  });
  loop.startSync();
  return poller.log.map(({ ready }) => ready.map(([fd]) => fd).join(' '));
}

const REPORT = { zh: '次轮询', en: 'poll' };

test(
  {
    zh: 'first：没读完的还会再报',
    en: 'first: what is unread is reported again',
    behaviour: [2, 91],
  },
  () => compare(answers.first, happened(first), REPORT),
);

test(
  { zh: 'second：暂停一阵', en: 'second: paused for a while', behaviour: [78, 84] },
  () => compare(answers.second, happened(second), REPORT),
);

test(
  { zh: 'third：移除和挂断', en: 'third: removed, and hung up', behaviour: [79, 85] },
  () => compare(answers.third, happened(third), REPORT),
);
