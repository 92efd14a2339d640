/**
 * Five concepts, one colour and one shape each, for the whole book. Colour means a
 * concept and nothing else; `how` ("how long may I sleep") belongs to nobody: it is ink.
 */

import type { Pair } from './text.ts';

export { STAVES, type Stave } from './staves.ts';

export type Concept = 'callback' | 'timeout' | 'sleep' | 'handler' | 'signal';

type Look = { css: string; name: Pair };

export const CONCEPTS: Record<Concept | 'how', Look> = {
  callback: { css: 'cb', name: { zh: '回调', en: 'callbacks' } },
  timeout: { css: 'to', name: { zh: '定时任务', en: 'timeouts' } },
  sleep: { css: 'sl', name: { zh: '睡眠', en: 'asleep' } },
  handler: { css: 'fd', name: { zh: '文件描述符', en: 'fds' } },
  signal: { css: 'sg', name: { zh: '信号', en: 'signals' } },
  how: { css: 'how', name: { zh: '还能睡多久', en: 'how long to sleep' } },
};

/** Names in the code that stand for a concept: underlined inside the lines of a note. */
const WORDS: [Concept, string[]][] = [
  ['callback', ['callback', 'callbacks', 'runCallbacks', 'addCallback']],
  ['timeout', ['timeout', 'timeouts', 'due', 'popDue', 'nextDeadline', 'deadline']],
  [
    'sleep',
    ['poll', 'poller', 'pollTimeout', 'epollWait', 'epoll_wait', 'waitMilliseconds'],
  ],
  [
    'handler',
    ['fd', 'events', 'ready', 'handler', 'handlers', 'runHandlers', 'epollCtl'],
  ],
  ['signal', ['waker', 'wake', 'drain', 'signal', 'signals']],
];

const BY_WORD = new Map(
  WORDS.flatMap(([concept, words]) => words.map((w) => [w, concept])),
);

/** The concept that an identifier stands for, `#private` or not. */
export function conceptOf(identifier: string): Concept | undefined {
  return BY_WORD.get(identifier.replace(/^#/, ''));
}
