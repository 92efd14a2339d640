import { expect, test } from '../../../site/exercises/run/testing.ts';
import { type Entry, MinHeap } from './start/min-heap.ts';

const entries = (...deadlines: number[]): Entry[] =>
  deadlines.map((deadline, order) => ({ deadline, order }));

/** Numbers that look random, and are the same every time. */
function numbers(count: number, below: number): number[] {
  let state = 42;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % below;
  });
}

function heapOf<E extends Entry>(all: E[]): MinHeap<E> {
  const heap = new MinHeap<E>();
  for (const entry of all) heap.add(entry);
  return heap;
}

/** All of it, in the order in which it comes out. */
function drain<E extends Entry>(heap: MinHeap<E>, most = 10_000): E[] {
  const out: E[] = [];
  for (let next = heap.pop(); next && out.length < most; next = heap.pop())
    out.push(next);
  return out;
}

test({ zh: '最早的先出来', en: 'gives the earliest first', behaviour: [57] }, () => {
  const out = drain(heapOf(entries(250, 100, 300, 120, 260)));
  expect(
    out.map(({ deadline }) => deadline),
    {
      zh: '不管添加的先后，取出来总是从早到晚。',
      en: 'In whatever order they were added, they come out from the earliest to the latest.',
    },
  ).toEqual([100, 120, 250, 260, 300]);
});

test(
  {
    zh: '期限相同，先添加的先出来',
    en: 'gives those with equal deadlines in the order in which they were added',
    behaviour: [57],
  },
  () => {
    const out = drain(heapOf(entries(20, 10, 10, 20, 10, 10)));
    expect(
      out.map(({ order }) => order),
      {
        zh: '10 有四个，20 有两个，各按 `order` 出来。堆本身不稳定，要自己比。',
        en: 'There are four at 10 and two at 20, and each of them come by their `order`. A heap is not stable by itself: compare it.',
      },
    ).toEqual([1, 2, 4, 5, 0, 3]);
  },
);

test({ zh: '看一眼不取出来', en: 'peeks without taking' }, () => {
  const heap = heapOf(entries(30, 10, 20));
  expect([heap.peek()?.deadline, heap.peek()?.deadline, heap.size], {
    zh: '看两次都是 10，三个都还在。',
    en: 'Both looks give 10, and all three are still there.',
  }).toEqual([10, 10, 3]);
});

test(
  { zh: '空了就没有，之后还能用', en: 'is empty when it is, and of use afterwards' },
  () => {
    const heap = heapOf(entries(10));
    const seen = [heap.pop()?.deadline, heap.pop(), heap.peek(), heap.size];
    heap.add({ deadline: 5, order: 1 });
    expect([...seen, heap.pop()?.deadline], {
      zh: '只有一个的时候，末尾就是堆顶：取走它之后应该是空的，再添加照样行。',
      en: 'With a single entry the last is the top. Taken out, nothing is left; and adding works again.',
    }).toEqual([10, undefined, undefined, 0, 5]);
  },
);

test(
  {
    zh: '边添加边取出，一千次都对',
    en: 'is right a thousand times, adding and taking by turns',
  },
  () => {
    const heap = new MinHeap<Entry>();
    let model: Entry[] = [];
    const wrong: string[] = [];
    numbers(1000, 50).forEach((deadline, order) => {
      heap.add({ deadline, order });
      model = [...model, { deadline, order }].sort(
        (a, b) => a.deadline - b.deadline || a.order - b.order,
      );
      if (order % 3 !== 2) return;
      const [expected, got] = [model.shift(), heap.pop()];
      if (got?.order !== expected?.order) wrong.push(`${order}: ${got?.deadline}`);
    });
    expect(wrong.slice(0, 3), {
      zh: '拿一个老实排序的数组来对：取出来的应该总是同一个。下沉的时候，选较早的那个孩子。',
      en: 'Compared with an array that is simply sorted, the same one should come out each time. On the way down, take the earlier child.',
    }).toEqual([]);
  },
);

test(
  {
    zh: '每次只走一条路径',
    en: 'touches a single path each time',
  },
  () => {
    let looks = 0;
    const counted = numbers(4096, 1_000_000).map((deadline, order) => ({
      order,
      get deadline() {
        looks++;
        return deadline;
      },
    }));
    const out = drain(heapOf(counted));
    expect([out.length, looks < 4096 * 12 * 20], {
      zh: `4096 个，一添一取，你看了 ${looks} 次 \`deadline\`。走一条路径，一个不过几十次；排序或从头找，就要上百万次。`,
      en: `For 4096 entries, added and taken, you have looked at a \`deadline\` ${looks} times. Along a path it is some dozens for each; to sort or to search takes millions.`,
    }).toEqual([4096, true]);
  },
);

test(
  {
    zh: '添加和取出交替时，也只走一条路径',
    en: 'touches a single path, too, when adding and taking alternate',
  },
  () => {
    let looks = 0;
    const [size, rounds] = [1024, 200];
    const counted = numbers(size + rounds, 1_000_000).map((deadline, order) => ({
      order,
      get deadline() {
        looks++;
        return deadline;
      },
    }));
    const heap = heapOf(counted.slice(0, size));
    looks = 0;
    for (const entry of counted.slice(size)) {
      heap.add(entry);
      heap.pop();
    }
    const each = Math.round(looks / rounds);
    expect(each <= 160, {
      zh: `堆里有 ${size} 个，一添一取你平均看了 ${each} 次 \`deadline\`。从头找、整个重排，都和个数成正比；沿一条路径走，只和层数成正比：这里是 10 层。`,
      en: `With ${size} entries, to add one and take one you have looked at a \`deadline\` ${each} times on average. To scan or to sort again costs in proportion to the entries; a path costs in proportion to the levels, and there are 10.`,
    }).toBe(true);
  },
);

test(
  {
    zh: '十五万个，一个比一个早，也不用挪动整个数组',
    en: 'moves no whole array about for 150,000 entries, each earlier than the last',
  },
  () => {
    const count = 150_000; // a list kept in order by `splice()` moves all of it each time
    const heap = new MinHeap<Entry>();
    for (let order = 0; order < count; order++)
      heap.add({ deadline: count - order, order });
    const first = [heap.pop(), heap.pop()].map((entry) => entry?.deadline);
    expect(first, {
      zh: '最早的是最后添加的那个，然后是它前面的一个。',
      en: 'The earliest is the one that was added last, and then the one before it.',
    }).toEqual([1, 2]);
  },
);
