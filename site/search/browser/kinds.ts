/** What can be found. A new kind of page joins here, and in site/search/search.ts. */

import { nameOf } from '../../ui/pages.ts';
import type { Pair } from '../../ui/text.ts';

export type Kind =
  | 'question'
  | 'chapter'
  | 'file'
  | 'replay'
  | 'exercise'
  | 'term'
  | 'note'
  | 'behaviour'
  | 'symbol'
  | 'claim'
  | 'loop'
  | 'member'
  | 'page'
  | 'test';

interface Look extends Pair {
  /** A page that explains comes before a line that is explained, all else being equal. */
  weight: number;
}

export const KINDS: Record<Kind, Look> = {
  question: { zh: '问题', en: 'Questions', weight: 6 },
  chapter: { ...nameOf('chapters/'), weight: 5 },
  file: { zh: '文件', en: 'Files', weight: 4 },
  replay: { ...nameOf('replays/'), weight: 2.5 },
  exercise: { ...nameOf('exercises/'), weight: 2.5 },
  term: { ...nameOf('glossary/'), weight: 2 },
  note: { zh: '注', en: 'Notes', weight: 2 },
  behaviour: { ...nameOf('behaviours/'), weight: 1.5 },
  symbol: { zh: '符号', en: 'Symbols', weight: 1.2 },
  claim: { ...nameOf('errata/'), weight: 1 },
  loop: { ...nameOf('others/'), weight: 1 },
  member: { ...nameOf('map/'), weight: 0.9 },
  page: { zh: '其他页面', en: 'Other pages', weight: 3 },
  test: { ...nameOf('tests/'), weight: 0.7 },
};

/** What is proposed to somebody who does not know what to ask; each finds something. */
export const TRY: { zh: readonly string[]; en: readonly string[] } = {
  zh: ['回调', '最小堆', '唤醒', '超时', 'epoll_wait', 'addCallback'],
  en: ['callback', 'min-heap', 'wake', 'timeout', 'epoll_wait', 'addCallback'],
};
