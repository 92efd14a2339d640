/** Where a note stands, by its id alone: ids are unique in the whole project. */

import { annotated } from './annotations.ts';
import type { Lang } from './text.ts';
import { sourceUrl } from './urls.ts';

const files = new Map(
  annotated.flatMap(({ file, notes }) => notes.map(({ id }) => [id, file])),
);

export const noteUrl = (lang: Lang, id: string): string | undefined => {
  const file = files.get(id);
  return file && sourceUrl(lang, file, id);
};
