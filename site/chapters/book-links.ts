/**
 * Chapters and replays by their slugs: where they are, what they are called. What is
 * named but not there yet has no address, and becomes no link.
 */

import { plainText } from '../ui/markdown.ts';
import type { Lang, Pair } from '../ui/text.ts';
import { url } from '../ui/urls.ts';
import { chapterBySlug, known } from './book.ts';

/** A link to a page of the book, if there is such a page. */
export interface Link {
  to: string;
  title: Pair;
}

export const chapterLink = (lang: Lang, slug: string): Link | undefined =>
  linkTo(url(lang, `chapters/${slug}/`), chapterBySlug(slug)?.title);

export const replayLink = (lang: Lang, slug: string): Link | undefined =>
  linkTo(url(lang, `replays/${slug}/`), known.replays?.get(slug)?.title);

const linkTo = (to: string, title: Pair | undefined): Link | undefined =>
  title && { to, title: { zh: plainText(title.zh), en: plainText(title.en) } };
