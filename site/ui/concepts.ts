/**
 * Five concepts, one colour, one shape and one name each, for the whole book. Colour
 * means a concept and nothing else; `how` ("how long may it sleep") is none: it is ink.
 */

import type { Pair } from './text.ts';

export const CONCEPT_NAMES = [
  'callback',
  'timeout',
  'sleep',
  'handler',
  'signal',
] as const;

/** The five staves of the score, from top to bottom: the order in which a turn passes. */
export const STAVES = ['callback', 'timeout', 'how', 'sleep', 'handler'] as const;

export type Concept = (typeof CONCEPT_NAMES)[number];
export type Stave = (typeof STAVES)[number];

/** `css`: its class, and its mark in Sprite.astro, `#m-cb`. */
interface Look<Css extends string> {
  css: Css;
  name: Pair;
}

const look = <Css extends string>(css: Css, zh: string, en: string): Look<Css> => ({
  css,
  name: { zh, en },
});

export const CONCEPTS = {
  callback: look('cb', '回调', 'callbacks'),
  timeout: look('to', '定时任务', 'timeouts'),
  how: look('how', '能睡多久', 'how long'),
  sleep: look('sl', '睡眠', 'asleep'),
  handler: look('fd', '处理函数', 'handlers'),
  signal: look('sg', '信号', 'signals'),
} satisfies Record<Concept | Stave, Look<string>>;
