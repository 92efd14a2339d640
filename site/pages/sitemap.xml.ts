/** Every page for search engines, each beside its other edition. */

import type { APIRoute } from 'astro';
import { create } from 'xmlbuilder2';
import { entries } from '../search/search.ts';
import { PAGES } from '../ui/pages.ts';
import { LANGS, type Lang } from '../ui/text.ts';
import { url } from '../ui/urls.ts';

/** What the search finds lies on some page; the home page and two more are not found. */
function allPages(): string[] {
  const found = entries().map(({ to }) => to.replace(/#.*/, ''));
  return [...new Set(['', ...Object.keys(PAGES), 'book/', 'replays/own/', ...found])];
}

export const GET: APIRoute = ({ site }) => {
  const addressOf = (lang: Lang, path: string) => new URL(url(lang, path), site).href;
  const pages = allPages().flatMap((path) =>
    LANGS.map((lang) => ({
      loc: addressOf(lang, path),
      'xhtml:link': LANGS.map((each) => ({
        '@rel': 'alternate',
        '@hreflang': each,
        '@href': addressOf(each, path),
      })),
    })),
  );
  const urlset = {
    '@xmlns': 'http://www.sitemaps.org/schemas/sitemap/0.9',
    '@xmlns:xhtml': 'http://www.w3.org/1999/xhtml',
    url: pages,
  };
  const xml = create({ encoding: 'UTF-8' }, { urlset }).end();
  return new Response(xml, { headers: { 'Content-Type': 'application/xml' } });
};
