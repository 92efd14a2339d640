/**
 * Eight connections, and one thread that waits for whatever comes over any of them:
 * what does it cost in CPU, and how long does a message lie there before it is read?
 */

import { READ } from '../../../loop/core/poller.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import { EPollPoller } from '../../../loop/pollers/epoll.ts';
import { quantile, round } from '../statistics.ts';
import { print, type Row, threadCpu } from './program.ts';
import { age, MESSAGE, startSender } from './sender.ts';

const CONNECTIONS = 8;
const PAUSE = 2; // ms between two messages, on average
const NAP = 10; // ms

/** Reads what there is, and calls `take` for each; until all have ended. */
type Way = (fds: number[], read: (fd: number) => boolean) => void;

const pause = new Int32Array(new SharedArrayBuffer(4));

const ways: Record<string, { nonBlocking: boolean; wait: Way }> = {
  /** read(2) on one after the other: each call sleeps until that one has something. */
  blocking: {
    nonBlocking: false,
    wait(fds, read) {
      const open = new Set(fds);
      while (open.size > 0) for (const fd of open) if (!read(fd)) open.delete(fd);
    },
  },
  /** Ask all of them, again and again. */
  polling: { nonBlocking: true, wait: (fds, read) => askAll(fds, read, 0) },
  /** The same, with a nap in between. */
  napping: { nonBlocking: true, wait: (fds, read) => askAll(fds, read, NAP) },
  /** Let the kernel say which. */
  readiness: {
    nonBlocking: true,
    wait(fds, read) {
      const poller = new EPollPoller(console.error);
      for (const fd of fds) poller.register(fd, READ);
      let open = fds.length;
      while (open > 0) {
        for (const fd of poller.poll(Infinity).keys()) if (!read(fd)) open--;
      }
      poller.close();
    },
  },
};

function askAll(fds: number[], read: (fd: number) => boolean, nap: number): void {
  const open = new Set(fds);
  while (open.size > 0) {
    for (const fd of open) if (!read(fd)) open.delete(fd);
    if (nap > 0) Atomics.wait(pause, 0, 0, nap);
  }
}

async function measure(name: string, messages: number): Promise<Row> {
  const { nonBlocking, wait } = ways[name] as (typeof ways)[string];
  const flags = constants.O_CLOEXEC | (nonBlocking ? constants.O_NONBLOCK : 0);
  const pipes = Array.from({ length: CONNECTIONS }, () => sys.pipe2(flags));
  const fds = pipes.map(([readEnd]) => readEnd);
  const latencies: number[] = [];
  const bytes = new Uint8Array(MESSAGE);
  const sending = { fds: pipes.map(([, end]) => end), messages, pause: PAUSE };
  const sender = await startSender(sending);
  const [cpu, clock] = [threadCpu(), performance.now()];
  wait(fds, (fd) => {
    if (sys.read(fd, bytes, 0, MESSAGE) === null) return true; // nothing yet
    const latency = age(bytes);
    if (latency !== null) latencies.push(latency);
    return latency !== null;
  });
  const share = (threadCpu() - cpu) / 1000 / (performance.now() - clock);
  await sender.terminate();
  for (const fd of pipes.flat()) sys.close(fd);
  return { way: name, cpu: round(100 * share), ...percentiles(latencies) };
}

function percentiles(latencies: number[]): Row {
  return {
    latency: round(quantile(latencies, 0.5) / 1000),
    p99: round(quantile(latencies, 0.99) / 1000),
  };
}

await print(async (size) => {
  const rows: Row[] = [];
  for (const name of Object.keys(ways)) {
    await measure(name, size(50, 5)); // the code gets warm
    rows.push(await measure(name, size(600, 20)));
  }
  return rows;
});
