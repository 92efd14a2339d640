/** One plain sentence for each thing that the loop does by itself, and why. */

import { FOREVER } from '../../score/turns.ts';
import type { Pair } from '../../ui/browser/words.ts';
import type { HeapEntry, Phase, State, Turn } from '../recording.ts';
import { sleepText } from './sleep-text.ts';
import { code, ms, named } from './story-words.ts';

const AN_HOUR = 3_600_000;

/** As a loop does that runs its queue without taking it away first. */
export function turnLeaves(n: number, waiting: string[]): Pair {
  const names = named(waiting);
  return {
    zh: `第 ${n} 轮开始：队列里的 ${names.zh} 没有先取走，这期间再加的，会接着跑。`,
    en: `Turn ${n} begins: ${names.en} stays in the queue while it runs, so what is added meanwhile runs as well.`,
  };
}

export function turnBegins(n: number, taken: string[], due: string[]): Pair {
  const [queue, heap] = [named(taken), named(due)];
  const parts: Pair[] = [
    ...(taken.length > 0
      ? [{ zh: `从队列取走 ${queue.zh}`, en: `takes ${queue.en} from the queue` }]
      : []),
    ...(due.length > 0
      ? [
          {
            zh: `从堆里取出到期的 ${heap.zh}`,
            en: `takes what is due from the heap: ${heap.en}`,
          },
        ]
      : []),
  ];
  if (parts.length === 0) {
    return {
      zh: `第 ${n} 轮开始：队列是空的，堆里也没有到期的。`,
      en: `Turn ${n} begins: the queue is empty, and nothing in the heap is due.`,
    };
  }
  return {
    zh: `第 ${n} 轮开始：${parts.map(({ zh }) => zh).join('，')}。这期间再加的，留到下一轮。`,
    en: `Turn ${n} begins: it ${parts.map(({ en }) => en).join(', and ')}. What is added meanwhile waits for the next turn.`,
  };
}

interface More {
  printed: string;
  worked: number;
}

export function runs(
  stave: NonNullable<Phase>,
  name: string,
  reason: string,
  { printed, worked }: More,
): Pair {
  const why = WHY[stave as keyof typeof WHY]?.(reason) ?? { zh: '', en: '' };
  const took = ms(worked);
  const text = printed.split('\n').map(code);
  return {
    zh: `${code(name)} 开始运行${why.zh}。${took > 0 ? `它用掉 ${took} ms。` : ''}${printed ? `打印 ${text.join('、')}。` : ''}`,
    en: `${code(name)} runs${why.en}.${took > 0 ? ` It takes ${took} ms.` : ''}${printed ? ` It prints ${text.join(', ')}.` : ''}`,
  };
}

export const WAKER_RUNS: Pair = {
  zh: '`woken` 是循环自己的处理函数：读空唤醒器，免得下一次轮询又被它叫醒。',
  en: '`woken` is the loop’s own handler. It reads the waker empty, or the next poll would be woken by it again.',
};

const WHY = {
  callback: () => ({
    zh: '：它在这一轮取走的回调里',
    en: ': it was in the queue when the turn began',
  }),
  timeout: (at: string) =>
    at
      ? { zh: `：它的期限 ${at} ms 到了`, en: `: its deadline, ${at} ms, has come` }
      : { zh: '：它到期了', en: ': it is due' },
  handler: (fd: string) =>
    fd ? { zh: `：${fd} 就绪了`, en: `: ${fd} is ready` } : { zh: '', en: '' },
};

/** The answer of pollTimeout(), with its reason. */
export function howLong({ callbacks, timeouts, now }: State, timeout: number): Pair {
  const most = sleepText(timeout);
  if (callbacks.length > 0 && timeout === 0) {
    return {
      zh: '能睡多久？有回调在排队，一刻也不能睡：0。',
      en: 'How long may it sleep? A callback is waiting, so not at all: 0.',
    };
  }
  const next = timeouts
    .filter(({ cancelled }) => !cancelled)
    .sort((a, b) => a.deadline - b.deadline)[0];
  if (next && next.deadline - now < AN_HOUR) return untilNext(next, now, timeout);
  if (timeout !== FOREVER && timeout < AN_HOUR) {
    return {
      zh: `能睡多久？最多 ${most}。`,
      en: `How long may it sleep? ${most} at most.`,
    };
  }
  return {
    zh: '能睡多久？没有回调，没有期限：睡到有事为止。',
    en: 'How long may it sleep? No callback, no deadline: until something happens.',
  };
}

function untilNext({ name, deadline }: HeapEntry, now: number, timeout: number): Pair {
  const [at, is, most] = [ms(deadline), ms(now), sleepText(timeout)];
  const fits = Math.abs(Math.max(0, deadline - now) - timeout) < 0.06;
  return {
    zh: `能睡多久？最近的期限是 ${code(name)} 的 ${at} ms，现在 ${is} ms${fits ? `，所以最多 ${most}` : `，它却要睡 ${most}`}。`,
    en: `How long may it sleep? The next deadline is ${code(name)} at ${at} ms, and it is ${is} ms: ${fits ? `${most} at most` : `but it asks for ${most}`}.`,
  };
}

const pollOf = (backEnd: string): string =>
  code(
    backEnd === 'simulated' ? 'poll()' : backEnd === 'hosted' ? 'epoll' : 'epoll_wait',
  );

export function sleeps(backEnd: string, timeout: number): Pair {
  const call = pollOf(backEnd);
  const most = timeout === FOREVER || timeout >= AN_HOUR;
  return {
    zh: `线程睡在 ${call} 里${most ? '，直到有事发生' : `，最多 ${sleepText(timeout)}`}。这期间它一条指令也不执行。`,
    en: `The thread sleeps in ${call}, ${most ? 'until something happens' : `for ${sleepText(timeout)} at most`}. Meanwhile it runs no instruction at all.`,
  };
}

type Poll = NonNullable<Turn['poll']>;

/** `fd 5 and fd 7 become`: the verb comes along, in both its numbers. */
function fdsOf({ ready }: Poll, one = '', many = ''): Pair {
  const names = ready.map(([fd]) => `fd ${fd}`);
  const [last = '', ...others] = names.toReversed();
  const all =
    others.length > 0 ? `${others.toReversed().join(', ')} and ${last}` : last;
  return {
    zh: names.join('、'),
    en: `${all} ${others.length > 0 ? many : one}`.trim(),
  };
}

export function woken(poll: Poll, wakers: number[], backEnd: string): Pair {
  const [at, call] = [ms(poll.end), pollOf(backEnd)];
  if (poll.ready.length === 0) return unready(poll, at, call);
  const waker = poll.ready.every(([fd]) => wakers.includes(fd));
  const fds = fdsOf(poll);
  const what = waker
    ? {
        zh: `有人写了唤醒器（${fds.zh}）`,
        en: `somebody writes to the waker (${fds.en})`,
      }
    : { zh: `${fds.zh} 就绪了`, en: fdsOf(poll, 'becomes ready', 'become ready').en };
  return {
    zh: `${at} ms：${what.zh}，${call} 返回，循环醒来。`,
    en: `At ${at} ms ${what.en}: ${call} returns, and the loop is awake.`,
  };
}

function unready({ timeout, start, end }: Poll, at: number, call: string): Pair {
  const full = timeout >= 0 && end - start >= timeout - 0.06;
  if (full) {
    return {
      zh: `${at} ms：时间到了，没有 fd 就绪，${call} 空手返回。`,
      en: `At ${at} ms the time is up and no fd is ready: ${call} returns with nothing.`,
    };
  }
  return {
    zh: `${at} ms：一个信号打断了 ${call}，它提前返回。`,
    en: `At ${at} ms a signal interrupts ${call}, which returns early.`,
  };
}

export function looks(poll: Poll, wakers: number[], backEnd: string): Pair {
  const call = pollOf(backEnd);
  const waker = poll.ready.some(([fd]) => wakers.includes(fd));
  if (poll.ready.length === 0) {
    return {
      zh: `${call} 只看一眼就返回：没有 fd 就绪。`,
      en: `${call} only looks and returns: no fd is ready.`,
    };
  }
  return {
    zh: `${call} 马上返回：${fdsOf(poll).zh} 已经就绪${waker ? '（有唤醒器）' : ''}。`,
    en: `${call} returns at once: ${fdsOf(poll, 'is', 'are').en} ready already${waker ? ' (the waker is among them)' : ''}.`,
  };
}
