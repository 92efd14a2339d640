/** Questions in the readers' own words, each with the page that answers it. */

import text from '../../content/questions.yaml?raw';
import { chapterBySlug } from '../chapters/book.ts';
import { questions as schema } from '../content/schemas/questions.ts';
import { readContent } from '../content/yaml.ts';
import { PAGES, type PagePath } from '../ui/pages.ts';
import type { Pair } from '../ui/text.ts';
import type { Entry } from './search.ts';

/** A chapter has a title of its own; other pages are called by their part of the site. */
function placeOf(to: string): Pair {
  const [part = '', slug = ''] = to.split('/');
  const { zh, en } = chapterBySlug(slug)?.title ?? PAGES[`${part}/` as PagePath];
  return { zh, en };
}

export const questions: Entry[] = readContent(
  'content/questions.yaml',
  text,
  schema,
).map(({ to, zh, en, also }) => ({
  kind: 'question',
  to,
  zh,
  en,
  in: placeOf(to),
  words: [...also.zh, ...also.en].join(' · '),
}));
