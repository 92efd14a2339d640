import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const KB = 1000;

function gzipped(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

function kb(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} kB gzip`;
}

/** The scripts that a page loads, the ones they import included. */
function scriptsOf(html: string): string[] {
  const named = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(
    ([, src]) => src,
  );
  const files = new Set(named.map((src) => `dist${src}`));
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/from"\.\/([^"]+)"/g))
      files.add(`dist/_astro/${name}`);
  }
  return [...files];
}

describe('the budget', () => {
  it.each([
    [
      'reading pages',
      'dist/{zh,en}/{index.html,{tests,behaviours,errata,glossary,map,others}/index.html}',
      15 * KB,
    ],
    ['source pages', 'dist/{zh,en}/source/**/*.html', 15 * KB],
  ])('of script is kept by all %s', (_, pattern, limit) => {
    for (const page of globSync(pattern)) {
      const size = gzipped(scriptsOf(readFileSync(page, 'utf8')));
      console.log(page, kb(size));
      expect(size).toBeLessThanOrEqual(limit);
    }
  });

  it('of style is 12 kB for each page', () => {
    const kinds = new Map<string, string>(); // which sheets, and a page that has them
    for (const page of globSync('dist/**/*.html')) {
      const html = readFileSync(page, 'utf8');
      const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)];
      if (sheets.length > 0)
        kinds.set(sheets.map(([, href]) => `dist${href}`).join(' '), page);
    }
    for (const [sheets, page] of kinds) {
      const size = gzipped(sheets.split(' '));
      console.log(page, kb(size));
      expect(size).toBeLessThanOrEqual(12 * KB);
    }
  });

  it('of markup is 60 kB for a page of source with all its notes', () => {
    for (const page of globSync('dist/{zh,en}/source/**/*.html')) {
      const size = gzipped([page]);
      if (page.includes('poll-ioloop')) console.log(page, kb(size));
      expect(size).toBeLessThanOrEqual(60 * KB);
    }
  });

  it('of markup is 60 kB for the list of behaviours', () => {
    for (const page of globSync('dist/{zh,en}/behaviours/index.html')) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(60 * KB);
    }
  });

  it('of markup is 30 kB for the pages of reference', () => {
    for (const page of globSync(
      'dist/{zh,en}/{errata,glossary,map,others}/index.html',
    )) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(30 * KB);
    }
  });

  it('of markup is 15 kB for the home page', () => {
    for (const page of globSync('dist/{zh,en}/index.html')) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(15 * KB);
    }
  });
});
