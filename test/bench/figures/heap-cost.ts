/**
 * What the heap of timeouts does for one that is added, and for one that is taken out:
 * how many entries it compares. Counted in the real source while it runs, by V8, which
 * can be asked how often each function was called; then timed, without the counting.
 */

import { Timeout, TimeoutHeap } from '../../../loop/core/timeouts.ts';
import { root } from '../../../loop/node/context.ts';
import { callsDuring } from '../calls.ts';
import { median, round } from '../statistics.ts';
import { print, type Row, randomNumbers, threadCpu } from './program.ts';

const SIZES = [10, 100, 1000, 10_000, 100_000, 1_000_000];
const COMPARISON = { file: 'loop/core/timeouts.ts', name: 'isBefore' };
const callback = () => {};

function fill(heap: TimeoutHeap, count: number): void {
  const random = randomNumbers();
  for (let i = 0; i < count; i++) {
    heap.add(new Timeout(random(), callback, [], root));
  }
}

function empty(heap: TimeoutHeap): void {
  heap.popDue(1);
}

async function counted(count: number): Promise<{ add: number; take: number }> {
  const heap = new TimeoutHeap();
  const add = await callsDuring(COMPARISON, () => fill(heap, count));
  const take = await callsDuring(COMPARISON, () => empty(heap));
  return { add: round(add / count), take: round(take / count) };
}

/** CPU time for one of them, in µs. */
function timed(count: number): [number, number] {
  const repeat = Math.max(1, Math.round(100_000 / count));
  const heaps = Array.from({ length: repeat }, () => new TimeoutHeap());
  const start = threadCpu();
  for (const heap of heaps) fill(heap, count);
  const full = threadCpu();
  for (const heap of heaps) empty(heap);
  const each = 1 / (repeat * count);
  return [(full - start) * each, (threadCpu() - full) * each];
}

await print(async (size) => {
  const rows: Row[] = [];
  timed(1000); // the code gets warm
  for (const count of SIZES.filter((count) => count <= size(Infinity, 1000))) {
    const times = Array.from({ length: size(3, 1) }, () => timed(count));
    rows.push({
      size: count,
      ...(await counted(count)),
      addTime: round(median(times.map(([add]) => add))),
      takeTime: round(median(times.map(([, take]) => take))),
    });
  }
  return rows;
});
