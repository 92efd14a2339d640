import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const xml = readFileSync('dist/sitemap.xml', 'utf8');
const listed = [...xml.matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(
  ([, path = '']) => decodeURI(path),
);

/** Those that lead on to another address are no pages. */
const pages = globSync('dist/{zh,en}/**/index.html')
  .filter((file) => !readFileSync(file, 'utf8').includes('content="noindex"'))
  .map((file) => file.replace(/^dist\/|index\.html$/g, ''));

describe('the map of the site', () => {
  it('lists every page in both editions, and nothing else', () => {
    expect(listed.toSorted()).toEqual(pages.toSorted());
  });

  it('names with each page its two editions', () => {
    const alternates = xml.match(/<xhtml:link rel="alternate" hreflang="(zh|en)"/g);
    expect(alternates).toHaveLength(2 * listed.length);
  });
});
