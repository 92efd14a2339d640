import { Timeout, TimeoutHeap } from '../../../loop/core/timeouts.ts';
import { expect, test } from '../../../site/exercises/run/testing.ts';

const scope = {
  runInAsyncScope: <A extends unknown[], R>(
    callback: (...args: A) => R,
    self: unknown,
    ...args: A
  ): R => callback.apply(self, args),
};

const at = (deadline: number) => new Timeout(deadline, () => {}, [], scope);

/** A heap, with timeouts at these times. */
function heapOf(...deadlines: number[]) {
  const heap = new TimeoutHeap();
  return { heap, timeouts: deadlines.map((time) => heap.add(at(time))) };
}

const times = (due: Timeout[]) => due.map(({ deadline }) => deadline);

/** So many cancelled and so many alive, after one look at what is due. */
function sizeAfter(dead: number, alive: number): number {
  const heap = new TimeoutHeap();
  const all = Array.from({ length: dead + alive }, (_, i) => heap.add(at(i)));
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
    expect([last.fn, heap.size], {
      zh: '`fn` 应该马上变成 `null`，它占的内存就放掉了；条目不用去找，三个都还在。',
      en: '`fn` has to be `null` at once, with all the memory that it holds; nobody looks for the entry, so three are still there.',
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
    const all = Array.from({ length: 2000 }, (_, i) => heap.add(at((i * 7919) % 2003)));
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
    for (let i = 0; i < 600; i++) heap.add(at(0));
    const due = heap.popDue(0); // about to run, and no longer in the heap
    const alive = Array.from({ length: 300 }, (_, i) => heap.add(at(10 + i)));
    const dead = heap.add(at(5000));
    for (const timeout of due) heap.cancel(timeout);
    for (let i = 0; i < 600; i++) heap.cancel(dead);
    heap.popDue(1);
    expect(heap.size, {
      zh: '堆里只有 1 个空壳，不到清扫的时候。取消两次只算一次；`heap` 为 `null` 的已经不在堆里，不算。',
      en: 'There is 1 shell in the heap, and no reason to sweep. Cancelled twice counts once; and with `heap` null it is not in the heap, and does not count.',
    }).toBe(alive.length + 1);
  },
);

test(
  {
    zh: '清扫以后，每个父亲都不晚于孩子，期限相同的仍按先后',
    en: 'leaves each parent before its children, and equals in their order',
    behaviour: [57, 69],
  },
  () => {
    const wrong: number[] = [];
    for (let alive = 1; alive <= 40; alive++) {
      const heap = new TimeoutHeap();
      const all = Array.from({ length: 560 + alive }, (_, i) =>
        heap.add(at((i * 7919 * alive) % 101)),
      );
      const kept = new Set(all.filter((_, i) => i % 13 === alive % 13).slice(-alive));
      for (const timeout of all) if (!kept.has(timeout)) heap.cancel(timeout);
      heap.popDue(-1);
      const out = heap.popDue(100);
      const right = [...kept].sort(
        (a, b) => a.deadline - b.deadline || a.order - b.order,
      );
      if (out.some((timeout, i) => timeout !== right[i])) wrong.push(kept.size);
    }
    expect(wrong.slice(0, 3), {
      zh: '列出来的是扫过之后次序错了的堆有多大。从*最后一个*父亲（`(size >> 1) - 1`）开始下沉；比较时期限相同要看 `order`。',
      en: 'These are the sizes of heaps whose order is wrong after the sweep. Sift from the *last* parent on, which is `(size >> 1) - 1`; and with equal deadlines compare the `order`.',
    }).toEqual([]);
  },
);

/** So many alive and one shell far behind them, in a heap that has had its shells before. */
function sizeWithOneShell(before: (heap: TimeoutHeap) => void): number {
  const heap = new TimeoutHeap();
  before(heap);
  const missing = 300 - heap.size;
  for (let i = 0; i < missing; i++) heap.add(at(1000 + i));
  heap.cancel(heap.add(at(9000)));
  heap.popDue(-1);
  return heap.size;
}

test(
  {
    zh: '扔掉堆顶的空壳，也要从计数里减掉',
    en: 'counts the shells down that it drops from the top',
    behaviour: [65, 67],
  },
  () => {
    const size = sizeWithOneShell((heap) => {
      for (let i = 0; i < 300; i++) heap.add(at(2000 + i));
      for (let batch = 0; batch < 2; batch++) {
        const dead = Array.from({ length: 256 }, (_, i) => heap.add(at(i)));
        for (const timeout of dead) heap.cancel(timeout);
        void heap.nextDeadline; // drops them all
      }
    });
    expect(size, {
      zh: '512 个空壳都从堆顶扔掉了，堆里只剩一个：不该清扫。扔一个，`#cancelled` 就减一。',
      en: '512 shells were dropped from the top and a single one is left: no reason to sweep. With each that is dropped, `#cancelled` goes down by one.',
    }).toBe(301);
  },
);

test(
  {
    zh: '清扫之后从零数起',
    en: 'counts from zero after a sweep',
    behaviour: [67, 69],
  },
  () => {
    const size = sizeWithOneShell((heap) => {
      const dead = Array.from({ length: 600 }, (_, i) => heap.add(at(i + 1)));
      heap.add(at(0.5));
      for (const timeout of dead) heap.cancel(timeout);
      heap.popDue(-1); // sweeps
    });
    expect(size, {
      zh: '600 个空壳一次扫掉了，之后堆里只有一个：不该再扫。扫完把 `#cancelled` 清零。',
      en: '600 shells were swept at once, and afterwards there is a single one: no reason to sweep again. A sweep sets `#cancelled` to zero.',
    }).toBe(301);
  },
);
