/**
 * What a callback that blocks does to everyone else. Messages arrive about once in a
 * millisecond; four times a second a callback keeps the thread busy for a while. How
 * long does a message lie there before its handler is called?
 */

import { IOLoop, PeriodicCallback } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import { quantile, round } from '../statistics.ts';
import { print, type Row } from './program.ts';
import { age, MESSAGE, startSender } from './sender.ts';

const BLOCKS = [0, 1, 2, 5, 10, 20, 50, 100, 200]; // ms
const PERIOD = 250; // ms

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

async function latencies(blocked: number, messages: number): Promise<number[]> {
  const [reader, writer] = sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
  const loop = new IOLoop({ makeCurrent: false });
  const sender = await startSender({ fds: [writer], messages, pause: 0.5 });
  const found: number[] = [];
  const bytes = new Uint8Array(MESSAGE);
  loop.addHandler(
    reader,
    () => {
      if (sys.read(reader, bytes, 0, MESSAGE) === null) return;
      const latency = age(bytes);
      if (latency === null) loop.stop();
      else found.push(latency / 1000);
    },
    IOLoop.READ,
  );
  const blocker = new PeriodicCallback(() => block(blocked), PERIOD, { loop });
  if (blocked > 0) blocker.start();
  await loop.start();
  blocker.stop();
  loop.close();
  await sender.terminate();
  for (const fd of [reader, writer]) sys.close(fd);
  return found;
}

async function measure(blocked: number, messages: number): Promise<Row> {
  const found = await latencies(blocked, messages);
  const late = found.filter((latency) => latency > 1).length / found.length;
  return {
    blocked,
    median: round(quantile(found, 0.5)),
    p99: round(quantile(found, 0.99)),
    worst: round(quantile(found, 1)),
    late: round(100 * late, 2), // % of messages later than 1 ms
  };
}

await print(async (size) => {
  await latencies(0, size(300, 5)); // the code gets warm
  const rows: Row[] = [];
  for (const blocked of BLOCKS.slice(0, size(Infinity, 2))) {
    rows.push(await measure(blocked, size(3000, 20)));
  }
  return rows;
});
