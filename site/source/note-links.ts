/** Where a note stands, by its id alone: ids are unique in the whole project. */

import type { Lang } from '../ui/text.ts';
import { sourceUrl } from '../ui/urls.ts';
import { annotated } from './annotations.ts';

const files = new Map(
  annotated.flatMap(({ file, notes }) => notes.map(({ id }) => [id, file])),
);

export const noteUrl = (lang: Lang, id: string): string | undefined => {
  const file = files.get(id);
  return file && sourceUrl(lang, file, id);
};
