/**
 * The pages of the site, listed once: the bar, the foot, the names in the search and the
 * map of the site come from here. A page below another one (`chapters/one-turn/`) is not
 * listed: it comes from the content.
 */

import type { Pair } from './text.ts';

interface Listed extends Pair {
  in: 'bar' | 'foot';
}

export const PAGES = {
  'chapters/': { zh: '章节', en: 'Chapters', in: 'bar' },
  'source/': { zh: '源码', en: 'Source', in: 'bar' },
  'replays/': { zh: '回放', en: 'Replays', in: 'bar' },
  'exercises/': { zh: '练习', en: 'Exercises', in: 'bar' },
  'playground/': { zh: '游乐场', en: 'Playground', in: 'bar' },
  'live/': { zh: '看它转', en: 'Live', in: 'bar' },
  'tests/': { zh: '测试', en: 'Tests', in: 'bar' },
  'everything/': { zh: '全部', en: 'Index', in: 'bar' },
  'behaviours/': { zh: '行为', en: 'Behaviours', in: 'foot' },
  'map/': { zh: '与 Tornado 对照', en: 'Beside Tornado', in: 'foot' },
  'errata/': { zh: '勘误', en: 'Errata', in: 'foot' },
  'glossary/': { zh: '术语', en: 'Glossary', in: 'foot' },
  'others/': { zh: '别的循环', en: 'Other loops', in: 'foot' },
  'benchmarks/': { zh: '性能', en: 'Benchmarks', in: 'foot' },
  'teach/': { zh: '给老师', en: 'For teachers', in: 'foot' },
  'about/': { zh: '关于', en: 'About', in: 'foot' },
} as const satisfies Record<string, Listed>;

export type PagePath = keyof typeof PAGES;

/** Those of the bar, or of the foot, in their order. */
export const pagesIn = (place: Listed['in']): { path: PagePath; name: Pair }[] =>
  (Object.keys(PAGES) as PagePath[])
    .filter((path) => PAGES[path].in === place)
    .map((path) => ({ path, name: nameOf(path) }));

/** What a page is called. */
export const nameOf = (path: PagePath): Pair => ({
  zh: PAGES[path].zh,
  en: PAGES[path].en,
});
