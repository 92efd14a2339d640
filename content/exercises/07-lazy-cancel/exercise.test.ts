import { Callback } from '../../../loop/core/callback.ts';
import { type Timeout, TimeoutHeap } from '../../../loop/core/timeouts.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';

const scope = {
  runInAsyncScope: <A extends unknown[], R>(
    callback: (...args: A) => R,
    self: unknown,
    ...args: A
  ): R => callback.apply(self, args),
};

const callback = () => new Callback(() => {}, [], scope);

/** A heap, with timeouts at these times. */
function heapOf(...deadlines: number[]) {
  const heap = new TimeoutHeap();
  return { heap, timeouts: deadlines.map((time) => heap.add(time, callback())) };
}

const times = (due: Timeout[]) => due.map(({ deadline }) => deadline);

/** So many cancelled and so many alive, after one look at what is due. */
function sizeAfter(dead: number, alive: number): number {
  const heap = new TimeoutHeap();
  const all = Array.from({ length: dead + alive }, (_, i) => heap.add(i, callback()));
  for (const timeout of all.slice(alive)) heap.cancel(timeout);
  heap.popDue(-1);
  return heap.size;
}

test(
  { zh: '取消了的不会到期', en: 'does not give what was cancelled', behaviour: [59] },
  () => {
    const { heap, timeouts } = heapOf(10, 20, 30);
    heap.cancel(timeouts[1] as Timeout);
    expect(times(heap.popDue(100)), {
      zh: '20 那一个取消了，取到期的时候应该跳过它。',
      en: 'The one at 20 is cancelled; taking what is due has to pass it by.',
    }).toEqual([10, 30]);
  },
);

test(
  {
    zh: '空壳到了堆顶就扔掉',
    en: 'drops a shell as soon as it is at the top',
    behaviour: [65],
  },
  () => {
    const { heap, timeouts } = heapOf(10, 20, 30);
    for (const timeout of timeouts.slice(0, 2)) heap.cancel(timeout);
    expect([heap.nextDeadline, heap.size], {
      zh: '前两个都取消了，下一个到期的是 30；看过之后，两个空壳都不在堆里了。',
      en: 'The first two are cancelled, so the next one due is at 30; and after that look neither shell is in the heap.',
    }).toEqual([30, 1]);
  },
);

test(
  {
    zh: '回调当场放掉，空壳留在堆里',
    en: 'lets the callback go at once, and leaves the shell',
    behaviour: [64],
  },
  () => {
    const { heap, timeouts } = heapOf(10, 20, 30);
    const last = timeouts[2] as Timeout;
    heap.cancel(last);
    expect([last.callback, heap.size], {
      zh: '`callback` 应该马上变成 `null`，它占的内存就放掉了；条目不用去找，三个都还在。',
      en: '`callback` has to be `null` at once, with all the memory that it holds; nobody looks for the entry, so three are still there.',
    }).toEqual([null, 3]);
  },
);

test(
  {
    zh: '多于 512 个、又多于一半，才清扫',
    en: 'sweeps when more than 512, and more than half, are shells',
    behaviour: [69],
  },
  () => {
    expect([sizeAfter(512, 1), sizeAfter(513, 512), sizeAfter(513, 513)], {
      zh: '512 死 1 活不扫，还是 513 个；513 死 512 活要扫，剩 512 个；513 死 513 活又不扫。',
      en: '512 dead and 1 alive stay, 513 in all; 513 and 512 are swept, which leaves 512; 513 and 513 stay.',
    }).toEqual([513, 512, 1026]);
  },
);

test(
  { zh: '扫过之后还是堆', en: 'is still a heap after it was swept', behaviour: [69] },
  () => {
    const heap = new TimeoutHeap();
    const all = Array.from({ length: 2000 }, (_, i) =>
      heap.add((i * 7919) % 2003, callback()),
    );
    const alive = all.filter((_, i) => i % 3 === 0);
    for (const timeout of all) if (!alive.includes(timeout)) heap.cancel(timeout);
    heap.popDue(-1);
    const size = heap.size;
    const out = times(heap.popDue(5000));
    expect([size, out.length, out.every((time, i) => time >= (out[i - 1] ?? 0))], {
      zh: '过滤之后的数组不一定是堆：要从最后一个父亲开始，逐个下沉。',
      en: 'A filtered array need not be a heap: sift down each parent, from the last one on.',
    }).toEqual([alive.length, alive.length, true]);
  },
);

test(
  {
    zh: '空壳只数一次，运行过的不数',
    en: 'counts a shell once, and what has left the heap not at all',
    behaviour: [61, 67],
  },
  () => {
    const heap = new TimeoutHeap();
    for (let i = 0; i < 600; i++) heap.add(0, callback());
    const due = heap.popDue(0); // about to run, and no longer in the heap
    const alive = Array.from({ length: 300 }, (_, i) => heap.add(10 + i, callback()));
    const dead = heap.add(5000, callback());
    for (const timeout of due) heap.cancel(timeout);
    for (let i = 0; i < 600; i++) heap.cancel(dead);
    heap.popDue(1);
    expect(heap.size, {
      zh: '堆里只有 1 个空壳，不到清扫的时候。取消两次只算一次；`queued` 为假的已经不在堆里，不算。',
      en: 'There is 1 shell in the heap, and no reason to sweep. Cancelled twice counts once; and with `queued` false it is not in the heap, and does not count.',
    }).toBe(alive.length + 1);
  },
);
