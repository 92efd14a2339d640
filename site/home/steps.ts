/** The five steps of a turn, each with the real line of the heart that does it. */

import { order } from '../source/order.ts';
import { lineOfQuote } from '../source/places.ts';
import { sources } from '../source/sources.ts';
import { STAVES, type Stave } from '../ui/concepts.ts';
import type { Pair } from '../ui/text.ts';

export const HEART = 'loop/core/poll-ioloop.ts';

export type Step = {
  stave: Stave;
  long: Pair;
  short: Pair;
  line?: { n: number; text: string } | undefined;
};

const NAMES: Record<Stave, { long: Pair; short: Pair }> = {
  callback: {
    long: { zh: '排队的回调', en: 'queued callbacks' },
    short: { zh: '回调', en: 'calls' },
  },
  timeout: {
    long: { zh: '到期的定时任务', en: 'due timeouts' },
    short: { zh: '定时', en: 'due' },
  },
  how: {
    long: { zh: '还能睡多久', en: 'how long to sleep' },
    short: { zh: '多久', en: 'how long' },
  },
  sleep: {
    long: { zh: '睡在 epoll_wait 里', en: 'asleep in epoll_wait' },
    short: { zh: '睡眠', en: 'sleep' },
  },
  handler: {
    long: { zh: '就绪的 fd 交给处理器', en: 'handlers of ready fds' },
    short: { zh: '处理', en: 'handle' },
  },
};

export const steps: Step[] = STAVES.map((stave) => ({
  stave,
  ...NAMES[stave],
  line: lineOf(stave),
}));

function lineOf(stave: Stave): Step['line'] {
  const text = sources.get(HEART) ?? '';
  const staves = order.find(({ file }) => file === HEART)?.staves ?? [];
  const quote = staves.find(({ concept }) => concept === stave)?.quote;
  if (!quote) return undefined;
  const n = lineOfQuote(HEART, text, quote);
  return { n, text: quote };
}
