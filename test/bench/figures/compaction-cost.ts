/**
 * Timeouts that are cancelled leave empty shells in the heap, until it is swept. How
 * many lie there, after each batch of cancellations, and what did that turn cost?
 */

import { Timeout, TimeoutHeap } from '../../../loop/core/timeouts.ts';
import { root } from '../../../loop/node/context.ts';
import { print, type Row, randomNumbers } from './program.ts';

const COUNT = 4096;
const BATCH = 64;

/** In an order that has nothing to do with the deadlines. */
function shuffled<T>(items: T[]): T[] {
  const random = randomNumbers(2);
  const keys = new Map(items.map((item) => [item, random()]));
  const key = (item: T) => keys.get(item) ?? 0;
  return items.sort((a, b) => key(a) - key(b));
}

/** One run: after each batch, how many entries there are and how long it took, in µs. */
function run(): { entries: number; time: number }[] {
  const random = randomNumbers();
  const heap = new TimeoutHeap();
  const timeouts = Array.from({ length: COUNT }, () =>
    heap.add(new Timeout(1 + random(), () => {}, [], root)),
  );
  const order = shuffled(timeouts);
  const steps = [{ entries: heap.size, time: 0 }];
  for (let i = 0; i < COUNT; i += BATCH) {
    const start = performance.now();
    for (const timeout of order.slice(i, i + BATCH)) heap.cancel(timeout);
    heap.popDue(0); // what each turn does, with nothing due
    steps.push({ entries: heap.size, time: 1000 * (performance.now() - start) });
  }
  return steps;
}

await print((size) => {
  const runs = Array.from({ length: size(200, 2) }, run);
  const [first = []] = runs;
  return first.map(({ entries }, i): Row => {
    // The least of all runs: the same work each time, and anything more is noise.
    const time = Math.min(...runs.map((steps) => steps[i]?.time ?? 0));
    const cancelled = i * BATCH;
    return {
      cancelled,
      entries,
      alive: COUNT - cancelled,
      time: Math.round(10 * time) / 10,
    };
  });
});
