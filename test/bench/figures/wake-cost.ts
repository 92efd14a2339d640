/**
 * What one wake-up costs when one descriptor is active among N that are not. The pollers
 * are those of the loop, on the real kernel; the idle descriptors are counters that
 * nobody ever writes to.
 */

import { type Fd, type Poller, READ } from '../../../loop/core/poller.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import { EPollPoller } from '../../../loop/pollers/epoll.ts';
import { PollPoller } from '../../../loop/pollers/poll.ts';
import { SelectPoller } from '../../../loop/pollers/select.ts';
import { descriptorLimit } from '../descriptors.ts';
import { round, summary } from '../statistics.ts';
import { print, type Row, threadCpu } from './program.ts';

const COUNTS = [10, 50, 200, 900, 2000, 5000, 10_000, 20_000];
const ROUND = 60_000; // µs: the kernel's account of CPU time is coarse
const SPARE = 64; // descriptors that the process itself needs

const POLLERS: Record<string, { make: () => Poller; most: number }> = {
  epoll: { make: () => new EPollPoller(console.error), most: Infinity },
  poll: { make: () => new PollPoller(console.error), most: Infinity },
  select: {
    make: () => new SelectPoller(console.error),
    most: constants.FD_SETSIZE - SPARE,
  },
};

const one = new Uint8Array(new BigUint64Array([1n]).buffer);
const into = new Uint8Array(8);

function counter(): Fd {
  return sys.eventfd(0, constants.EFD_NONBLOCK | constants.EFD_CLOEXEC);
}

/** CPU time for: somebody writes, the poller says who, that one is read. In µs. */
function wakes(poller: Poller, fd: Fd, count: number): number {
  const start = threadCpu();
  for (let i = 0; i < count; i++) {
    sys.write(fd, one, 0, 8);
    for (const ready of poller.poll(Infinity).keys()) sys.read(ready, into, 0, 8);
  }
  return (threadCpu() - start) / count;
}

function measure(name: string, fds: Fd[], rounds: number, roundTime: number): Row {
  const poller = POLLERS[name]?.make() as Poller;
  for (const fd of fds) poller.register(fd, READ);
  const active = fds[fds.length >> 1] as Fd;
  const count = Math.ceil(roundTime / Math.max(1, wakes(poller, active, 200)));
  const costs = Array.from({ length: rounds }, () => wakes(poller, active, count));
  poller.close();
  const { median, min, max } = summary(costs);
  return {
    poller: name,
    idle: fds.length - 1,
    cost: round(median),
    min: round(min),
    max: round(max),
  };
}

await print((size) => {
  const limit = Math.min(descriptorLimit() - SPARE, size(Infinity, 60));
  const rows: Row[] = [];
  const fds: Fd[] = [];
  for (const count of COUNTS.filter((count) => count < limit)) {
    while (fds.length < count + 1) fds.push(counter());
    for (const [name, { most }] of Object.entries(POLLERS)) {
      if (count < most) rows.push(measure(name, fds, size(7, 2), size(ROUND, 100)));
    }
  }
  return rows;
});
