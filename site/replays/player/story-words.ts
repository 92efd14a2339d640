/** One plain sentence for each thing that a program does to the loop, and why. */

import { list, type Pair } from '../../ui/browser/words.ts';
import type { Call, HeapEntry, State } from '../recording.ts';
import { eventsText } from './events.ts';
import { straceOf } from './strace.ts';

const MOST = 4; // names in one sentence
const ERROR = 0x018;

export const ms = (time: number): number => Math.round(time * 10) / 10;

export const code = (text: string | number): string => `\`${text}\``;

export const named = (names: readonly string[]): Pair => {
  const shown = list(names.slice(0, MOST).map(code));
  const rest = names.length - MOST;
  if (rest <= 0) return shown;
  return {
    zh: `${shown.zh} 等 ${names.length} 个`,
    en: `${shown.en} and ${rest} more`,
  };
};

export function together(said: Pair[]): Pair {
  const most = said.length > 3 ? [...said.slice(0, 2), MORE(said.length - 2)] : said;
  return {
    zh: most.map(({ zh }) => zh).join(''),
    en: most.map(({ en }) => en).join(' '),
  };
}

const MORE = (n: number): Pair => ({
  zh: `像这样的一共还有 ${n} 次。`,
  en: `And so on, ${n} more times.`,
});

export const STARTS: Pair = {
  zh: '`start()`：循环开始转。从这里起，由它来调用前面登记的函数。',
  en: '`start()`: the loop begins to turn. From here on it calls what was registered above.',
};
export const LEFT: Pair = {
  zh: '循环已被叫停，所以不再睡，转身离开：`start()` 到此完成。',
  en: 'The loop was asked to stop, so it leaves instead of sleeping: `start()` is done.',
};
export const ENDED: Pair = {
  zh: '记录到这里为止。',
  en: 'The record ends here.',
};

// ── The program ────────────────────────────────────────────────────────────────

export function changed(a: State, b: State): Pair[] {
  return [
    ...queued(a, b),
    ...heaped(a, b),
    ...watched(a, b),
    ...(b.stopped && !a.stopped ? [STOPS] : []),
  ];
}

const STOPS: Pair = {
  zh: '`stop()`：循环跑完这一轮里剩下的，就在睡之前离开。',
  en: '`stop()`: the loop runs what is left of this turn, and leaves before it would sleep.',
};

function queued(a: State, b: State): Pair[] {
  const isTail = a.callbacks.every((name, i) => name === b.callbacks[i]);
  const added = isTail ? b.callbacks.slice(a.callbacks.length) : [];
  if (added.length === 0) return [];
  const names = named(added);
  return [
    {
      zh: `${names.zh} 排进回调队列，下一轮才轮到。`,
      en: `${names.en} ${added.length > 1 ? 'join' : 'joins'} the callback queue, to run in the next turn.`,
    },
  ];
}

function heaped(a: State, b: State): Pair[] {
  if (a.timeouts === b.timeouts) return [];
  const old = new Map(a.timeouts.map((entry) => [entry.id, entry]));
  const added = b.timeouts.filter(({ id }) => !old.has(id));
  const struck = b.timeouts.filter(
    ({ id, cancelled }) => cancelled && old.get(id)?.cancelled === false,
  );
  return [
    ...(added.length > 0 ? [intoHeap(added, b.now)] : []),
    ...(struck.length > 0 ? [cancels(struck)] : []),
  ];
}

function intoHeap(entries: HeapEntry[], now: number): Pair {
  const [first] = entries as [HeapEntry];
  const [due, names] = [ms(first.deadline), named(entries.map(({ name }) => name))];
  const far = first.deadline - now;
  if (entries.length > 1) {
    return {
      zh: `${names.zh} 进了定时任务堆。`,
      en: `${names.en} go into the timeout heap.`,
    };
  }
  return {
    zh: `${names.zh} 进了定时任务堆：${ms(far)} ms 之后，也就是钟走到 ${due} ms 时到期。`,
    en: `${names.en} goes into the timeout heap: due in ${ms(far)} ms, when the clock reads ${due} ms.`,
  };
}

function cancels(entries: HeapEntry[]): Pair {
  const names = named(entries.map(({ name }) => name));
  return {
    zh: `${names.zh} 被取消：只打个记号，空壳还在堆里。`,
    en: `${names.en} ${entries.length > 1 ? 'are' : 'is'} cancelled: only a mark, the empty entry stays in the heap.`,
  };
}

function watched(a: State, b: State): Pair[] {
  if (a.interests === b.interests) return [];
  const [old, now] = [a, b].map(
    ({ interests }) => new Map(interests.map((i) => [i.fd, i])),
  );
  const gone = a.interests.filter(({ fd }) => !now?.has(fd));
  return [
    ...b.interests.flatMap((each) => {
      const before = old?.get(each.fd);
      if (!before) return [watches(each)];
      return before.events === each.events ? [] : [watchesNow(each)];
    }),
    ...gone.map(({ fd }) => ({
      zh: `fd ${fd} 从关注列表上拿掉了。`,
      en: `fd ${fd} is taken off the interest list.`,
    })),
  ];
}

type Interest = State['interests'][number];

/** Errors are reported whether asked for or not. */
const asked = (events: number): string => eventsText(events & ~ERROR || events);

function watches({ fd, what, events, handler }: Interest): Pair {
  if (what === 'waker') {
    return {
      zh: `造出一个循环；它先关注自己的唤醒器，fd ${fd}。`,
      en: `A loop is made. It watches its own waker first, fd ${fd}.`,
    };
  }
  return {
    zh: `fd ${fd} 上了关注列表：一旦 ${asked(events)}，就调用 ${code(handler)}。`,
    en: `fd ${fd} goes on the interest list: on ${asked(events)}, ${code(handler)} is to be called.`,
  };
}

const watchesNow = ({ fd, events }: Interest): Pair => ({
  zh: `fd ${fd} 改成等 ${asked(events)}。`,
  en: `fd ${fd} is now watched for ${asked(events)}.`,
});

export const called = (call: Call): Pair => ({
  zh: `系统调用 ${code(straceOf(call))}。`,
  en: `The system call ${code(straceOf(call))}.`,
});

export const prints = (text: string): Pair => ({
  zh: `打印 ${code(text)}。`,
  en: `It prints ${code(text)}.`,
});
