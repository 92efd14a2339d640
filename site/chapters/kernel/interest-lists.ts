/** The interest list of an epoll set as the kernel prints it, while a ghost comes to be. */

import { existsSync, readFileSync } from 'node:fs';
import { READ } from '../../../loop/core/poller.ts';
import { constants, hasSystemCall, sys } from '../../../loop/node/sys.ts';
import type { Pair } from '../../ui/text.ts';

export interface Listing {
  after: Pair;
  lines: string[];
}

const { EPOLL_CTL_ADD, EPOLL_CTL_DEL } = constants;

/** The interest list of an epoll set, as the kernel prints it; null without epoll. */
function interestLists(): Listing[] | null {
  if (!hasSystemCall('epoll_create1') || !existsSync('/proc/self/fdinfo')) return null;
  const opened: number[] = [];
  const own = (fd: number) => {
    opened.push(fd);
    return fd;
  };
  const epfd = own(sys.epoll_create1(constants.EPOLL_CLOEXEC));
  const numbers = new Map<string, string>();
  const pipe = () => sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
  const list = (zh: string, en: string): Listing => ({
    after: { zh, en },
    lines: entriesOf(epfd, numbers),
  });
  try {
    const [old, writer] = pipe();
    own(writer);
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, old, READ, 1);
    const added = list('登记一个管道', 'a pipe is registered');
    own(sys.dup(old));
    sys.close(old);
    const closed = list('dup 之后关闭它的号码', 'its number is closed, after a dup');
    const [fresh, other] = pipe();
    own(fresh);
    own(other);
    sys.epoll_ctl(epfd, EPOLL_CTL_ADD, fresh, READ, 2);
    const both = list(
      '号码又用上，也登记了',
      'the number is used again, and registered',
    );
    sys.epoll_ctl(epfd, EPOLL_CTL_DEL, fresh, 0, 0);
    return [added, closed, both, list('按号码删除', 'the number is deleted')];
  } finally {
    for (const fd of opened) sys.close(fd);
  }
}

/** `tfd: 7 events: 19 data: 100000007`; numbers differ from build to build. */
function entriesOf(epfd: number, numbers: Map<string, string>): string[] {
  const text = readFileSync(`/proc/self/fdinfo/${epfd}`, 'utf8');
  const entries = text.split('\n').filter((line) => line.startsWith('tfd:'));
  return entries.map((line) => {
    const [, tfd = '', events = '', data = ''] =
      /tfd:\s+(\d+) events:\s+(\w+) data:\s+(\w+)/.exec(line) ?? [];
    const fd = numbers.getOrInsertComputed(tfd, () => String(7 + numbers.size));
    const generation = Number(BigInt(`0x${data}`) >> 32n);
    return `tfd: ${fd}  events: ${events}  generation: ${generation}`;
  });
}

console.log(JSON.stringify(interestLists()));
