/** A chapter for tests, whole and sound, and a world in which it is. */

import { type Chapter, hashOf, readChapters } from '../../site/chapters/chapter.ts';
import type { Known } from '../../site/chapters/known.ts';

export const FOLDER = 'content/chapters/05-callbacks';

const BODY = `
<Grow />

<Code note="the-queue" />

<Replay id="next-turn" />

<Ask replay="next-turn" question={0} />

<Beside grown="Loop.turn" symbol="PollIOLoop.turn" file="loop/core/poll-ioloop.ts" />
`;

export const ZH = `开头一段，讲<Term id="callback">回调</Term>。
${BODY}
## 答案

${'下一轮再运行，'.repeat(170)}见 <B n={39} />。
`;

export const EN = `An opening, about <Term id="callback">callbacks</Term>.
${BODY}
## The answer

${'It runs in the next turn, and no sooner than that. '.repeat(60)}See <B n={39} />.
`;

const META = {
  title: '{ zh: 回调, en: Callbacks }',
  question: '{ zh: 何时运行？, en: When does it run? }',
  about: '{ zh: 讲回调。, en: On callbacks. }',
  exercises: '[predict-order]',
  remember: '{ zh: [一, 二, 三], en: [one, two, three] }',
  now: 'predict-order',
  behaviours: '[39]',
  tests: '[test/loop/poll-ioloop.test.ts]',
};

export interface Parts {
  zh?: string;
  en?: string;
  meta?: Partial<Record<string, string>>;
  unsigned?: boolean;
}

export function textsOf({ zh = ZH, en = EN, meta = {}, unsigned }: Parts = {}) {
  const read = `{ zh: '${hashOf(en)}', en: '${hashOf(zh)}' }`;
  const fields = { ...META, ...(unsigned ? {} : { read }), ...meta };
  const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`);
  return {
    [`${FOLDER}/chapter.yaml`]: yaml.join(''),
    [`${FOLDER}/zh.mdx`]: zh,
    [`${FOLDER}/en.mdx`]: en,
  };
}

export function chapterOf(parts: Parts = {}): Chapter {
  const [chapter] = readChapters(textsOf(parts)).chapters;
  if (!chapter) throw new Error('no chapter');
  return chapter;
}

const named = <T>(entries: Record<string, T>) => new Map(Object.entries(entries));
const title = { zh: '下一轮', en: 'The next turn' };

export const KNOWN: Known = {
  symbols: (file) =>
    file === 'loop/core/poll-ioloop.ts'
      ? named({ 'PollIOLoop.turn': 9, PollIOLoop: 220 })
      : undefined,
  notes: new Set(['the-queue']),
  tornado: (symbol) => (symbol === 'PollIOLoop.start' ? symbol : undefined),
  test: (file) =>
    file === 'test/loop/poll-ioloop.test.ts' ? "it('sleeps')" : undefined,
  replays: named({
    'next-turn': { title, questions: [1], twins: [{ id: 'no-snapshot', title }] },
  }),
  exercises: named({ 'predict-order': { title, kind: 'predict' } }),
  figures: named({ 'wake-cost': [{ poller: 'epoll', idle: 10, cost: 2 }] }),
  chapters: ['last-line', 'callbacks'],
  grown: named({ callbacks: named({ 'Loop.turn': 9 }) }),
  terms: named({ callback: { zh: '回调', en: 'callback', not: ['回呼'] } }),
};
