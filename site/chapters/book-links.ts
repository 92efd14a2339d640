/**
 * Chapters and replays by their slugs: where they are, what they are called. What is
 * named but not there yet has no address, and becomes no link.
 */

import { parse } from 'yaml';
import { type Lang, type Pair, plainText } from '../ui/text.ts';
import { hasPage, url } from '../ui/urls.ts';

interface Titled {
  slug: string; // without the number in front
  title: Pair;
}

export const chapters: readonly Titled[] = titled(
  import.meta.glob<string>('/content/chapters/*/chapter.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);

export const replays: readonly Titled[] = titled(
  import.meta.glob<string>('/content/replays/*/replay.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);

function titled(files: Record<string, string>): Titled[] {
  return Object.entries(files).map(([path, text]) => {
    const slug = path.split('/').at(-2)?.replace(/^\d+-/, '') ?? '';
    const { title } = parse(text) as { title: Pair };
    return { slug, title: { zh: plainText(title.zh), en: plainText(title.en) } };
  });
}

/** A link to a page of the book, if there is such a page. */
export interface Link {
  to: string;
  title: Pair;
}

export const chapterLink = (lang: Lang, slug: string): Link | undefined =>
  linkTo(chapters, lang, 'chapters', slug);

export const replayLink = (lang: Lang, slug: string): Link | undefined =>
  linkTo(replays, lang, 'replays', slug);

function linkTo(
  pages: readonly Titled[],
  lang: Lang,
  folder: string,
  slug: string,
): Link | undefined {
  const page = hasPage(folder) && pages.find((each) => each.slug === slug);
  return page ? { to: url(lang, `${folder}/${slug}/`), title: page.title } : undefined;
}
