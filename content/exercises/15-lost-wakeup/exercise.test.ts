import { expect, Lesson, test } from '../../../site/exercises/run/testing.ts';
import { Memory } from './memory.ts';
import { Mailbox } from './start/mailbox.ts';

const LONGEST = 12; // steps: no take() needs so many

/** Runs `work`, and before its step number `step` the whole of `other`. */
function interleave(memory: Memory, step: number, work: () => void, other: () => void) {
  let steps = 0;
  memory.meanwhile = () => {
    if (steps++ !== step) return;
    memory.meanwhile = () => {};
    other();
  };
  work();
  memory.meanwhile = () => {};
  if (steps <= step) other(); // it came after all
  return steps > step;
}

/** The loop: takes for as long as the bell rings, and then sleeps. */
function takeUntilAsleep(memory: Memory, box: Mailbox): string[] {
  const taken: string[] = [];
  for (let rounds = 0; memory.ringing; rounds++) {
    if (rounds === 10) throw restless;
    taken.push(...box.take());
  }
  return taken;
}

const restless = new Lesson({
  zh: '取完之后铃还在响：`take()` 要把铃按停，否则循环会一直醒着。',
  en: 'The bell still rings after the box has been emptied: `take()` has to silence it, or the loop never sleeps.',
});

test({ zh: '投进去的都取得到', en: 'takes what was posted, in order' }, () => {
  const memory = new Memory();
  const box = new Mailbox(memory);
  for (const message of ['a', 'b', 'c']) box.post(message);
  expect(takeUntilAsleep(memory, box), {
    zh: '先投的先取，一条不少。',
    en: 'First in, first out, and not one missing.',
  }).toEqual(['a', 'b', 'c']);
});

test(
  {
    zh: '取信时又来一条，不管落在哪两步之间都不会丢',
    en: 'loses no message that is posted between any two steps of take()',
    behaviour: [112],
  },
  () => {
    for (let step = 0; step < LONGEST; step++) {
      const memory = new Memory();
      const box = new Mailbox(memory);
      box.post('first');
      const taken: string[] = [];
      interleave(
        memory,
        step,
        () => taken.push(...box.take()),
        () => box.post('second'),
      );
      taken.push(...takeUntilAsleep(memory, box));
      expect(taken, {
        zh: `第二条消息在 \`take()\` 的第 ${step + 1} 步之前投了进来。循环睡着了，信箱里还剩 ${memory.waiting} 条，铃没有响。`,
        en: `The second message was posted before step ${step + 1} of \`take()\`. The loop is asleep, the box holds ${memory.waiting}, and the bell is silent.`,
      }).toEqual(['first', 'second']);
      box.post('third');
      expect(takeUntilAsleep(memory, box), {
        zh: `第二条消息在 \`take()\` 的第 ${step + 1} 步之前投了进来，它取到了；可是之后的第三条没有摇铃：\`rung\` 还为真，铃却被按停了。`,
        en: `The second message was posted before step ${step + 1} of \`take()\`, and was taken. But for a third one nobody rings: \`rung\` is still true, and the bell was silenced.`,
      }).toEqual(['third']);
    }
  },
);

test(
  {
    zh: '投信时循环来取，也不会丢',
    en: 'loses no message when the loop takes between two steps of post()',
    behaviour: [112],
  },
  () => {
    for (let step = 0; step < LONGEST; step++) {
      const memory = new Memory();
      const box = new Mailbox(memory);
      box.post('first');
      const taken: string[] = [];
      interleave(
        memory,
        step,
        () => box.post('second'),
        () => taken.push(...takeUntilAsleep(memory, box)),
      );
      taken.push(...takeUntilAsleep(memory, box));
      expect(taken, {
        zh: `循环在 \`post()\` 的第 ${step + 1} 步之前来取过信，第二条消息就没有人来取了。\`post()\` 原来是对的：先放进去，再看 \`rung\`。`,
        en: `The loop came before step ${step + 1} of \`post()\`, and nobody takes the second message. \`post()\` was right as it was: put first, then look at \`rung\`.`,
      }).toEqual(['first', 'second']);
    }
  },
);

test(
  {
    zh: '循环来取之前，一千条只摇一次铃',
    en: 'rings once for a thousand messages',
    behaviour: [109],
  },
  () => {
    const memory = new Memory();
    const box = new Mailbox(memory);
    for (let i = 0; i < 1000; i++) box.post(`${i}`);
    expect([memory.rings, takeUntilAsleep(memory, box).length], {
      zh: '每次都摇当然不会丢，可是摇铃是一次系统调用：循环来取之前，一次就够。',
      en: 'To ring every time would lose nothing. But a ring is a system call, and until the loop has come one is enough.',
    }).toEqual([1, 1000]);
  },
);

test(
  { zh: '取完之后，下一条又会摇铃', en: 'rings again after the loop has come' },
  () => {
    const memory = new Memory();
    const box = new Mailbox(memory);
    box.post('a');
    box.take();
    box.post('b');
    expect(memory.ringing, {
      zh: '`rung` 没有改回假，以后就再也不摇铃了。',
      en: '`rung` has not been set back, and from now on nobody rings.',
    }).toBe(true);
  },
);
