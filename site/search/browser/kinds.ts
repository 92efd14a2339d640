/** What can be found. A new kind of page joins here, and in site/search/search.ts. */

export type Kind =
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

interface Look {
  zh: string;
  en: string;
  /** A page that explains comes before a line that is explained, all else being equal. */
  weight: number;
}

export const KINDS: Record<Kind, Look> = {
  chapter: { zh: '章节', en: 'Chapters', weight: 5 },
  file: { zh: '文件', en: 'Files', weight: 4 },
  replay: { zh: '回放', en: 'Replays', weight: 2.5 },
  exercise: { zh: '练习', en: 'Exercises', weight: 2.5 },
  term: { zh: '术语', en: 'Glossary', weight: 2 },
  note: { zh: '注', en: 'Notes', weight: 2 },
  behaviour: { zh: '行为', en: 'Behaviours', weight: 1.5 },
  symbol: { zh: '符号', en: 'Symbols', weight: 1.2 },
  claim: { zh: '勘误', en: 'Errata', weight: 1 },
  loop: { zh: '别的循环', en: 'Other loops', weight: 1 },
  member: { zh: '与 Tornado 对照', en: 'Beside Tornado', weight: 0.9 },
  page: { zh: '其他页面', en: 'Other pages', weight: 3 },
  test: { zh: '测试', en: 'Tests', weight: 0.7 },
};

/** What is proposed to somebody who does not know what to ask; each finds something. */
export const TRY: { zh: readonly string[]; en: readonly string[] } = {
  zh: ['回调', '最小堆', '唤醒', '超时', 'epoll_wait', 'addCallback'],
  en: ['callback', 'min-heap', 'wake', 'timeout', 'epoll_wait', 'addCallback'],
};
