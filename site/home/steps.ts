/** The five steps of a turn, each with the real line of the heart that does it. */

import { order } from '../source/order.ts';
import { lineOfQuote } from '../source/places.ts';
import { sources } from '../source/sources.ts';
import { CONCEPTS, STAVES, type Stave } from '../ui/concepts.ts';
import type { Pair } from '../ui/text.ts';

export const HEART = 'loop/core/poll-ioloop.ts';

export type Step = {
  stave: Stave;
  long: Pair;
  short: Pair;
  line?: { n: number; text: string } | undefined;
};

/** What the step does, where there is room to say it; elsewhere its stave's name. */
const LONG: Record<Stave, Pair> = {
  callback: { zh: '排队的回调', en: 'queued callbacks' },
  timeout: { zh: '到期的定时任务', en: 'due timeouts' },
  how: { zh: '还能睡多久', en: 'how long to sleep' },
  sleep: { zh: '睡在 epoll_wait 里', en: 'asleep in epoll_wait' },
  handler: { zh: '就绪的 fd 交给处理函数', en: 'handlers of ready fds' },
};

export const steps: Step[] = STAVES.map((stave) => ({
  stave,
  long: LONG[stave],
  short: CONCEPTS[stave].name,
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
