import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gzipped, scriptsOf, withImports } from './weights.ts';

const KB = 1000;
const REFERENCE = 'dist/{zh,en}/{errata,glossary,map,others}/index.html';
const EXERCISES = 'dist/{zh,en}/{exercises/**/,playground/}index.html';

function kb(bytes: number): string {
  return `${(bytes / KB).toFixed(1)} kB gzip`;
}

describe('the budget', () => {
  it.each([
    [
      'reading pages',
      'dist/{zh,en}/{index.html,{tests,behaviours}/index.html,chapters/**/*.html}',
      15 * KB,
    ],
    ['source pages', 'dist/{zh,en}/source/**/*.html', 15 * KB],
    ['pages with a replay', 'dist/{zh,en}/replays/**/*.html', 15 * KB],
    ['pages of reference', REFERENCE, 15 * KB],
    ['exercises before a run', EXERCISES, 20 * KB],
  ])('of script is kept by all %s', (_, pattern, limit) => {
    for (const page of globSync(pattern)) {
      const size = gzipped(scriptsOf(readFileSync(page, 'utf8')));
      console.log(page, kb(size));
      expect(size).toBeLessThanOrEqual(limit);
    }
  });

  // 260 kB without acorn, which tells early errors with their line and column.
  it('of script is 272 kB for an editor and all that a run in it needs', () => {
    const desks = globSync('dist/_astro/desk.*.js');
    for (const desk of desks) {
      const isExercise = /[`"']exercise[`"']/.test(readFileSync(desk, 'utf8'));
      const frame = `dist/confined/${isExercise ? 'exercise' : 'program'}.htm`;
      const size = gzipped([...withImports([desk]), frame]);
      console.log(desk, kb(size));
      expect(size).toBeLessThanOrEqual(272 * KB);
    }
    expect(desks).toHaveLength(2); // of the exercises, and of the playground
  });

  it('of style is 12 kB for any page', () => {
    const sheets = globSync('dist/**/*.html').map((page) =>
      [...readFileSync(page, 'utf8').matchAll(/<link\b[^>]*href="(\/[^"]+\.css)"/g)]
        .map(([, href]) => `dist${href}`)
        .sort()
        .join(' '),
    );
    for (const files of new Set(sheets)) {
      const size = files ? gzipped(files.split(' ')) : 0;
      console.log(files, kb(size));
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

  it('of markup is 30 kB for the pages of reference', () => {
    for (const page of globSync(REFERENCE)) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(30 * KB);
    }
  });

  it('of elements is 6,000 for a page of source with all its notes', () => {
    for (const page of globSync('dist/{zh,en}/source/**/*.html')) {
      const elements = readFileSync(page, 'utf8').match(/<[a-z]/g)?.length ?? 0;
      if (page.includes('poll-ioloop')) console.log(page, elements);
      expect(elements, page).toBeGreaterThan(0);
      expect(elements, page).toBeLessThanOrEqual(6000);
    }
  });

  it('of markup is 60 kB for the list of behaviours', () => {
    for (const page of globSync('dist/{zh,en}/behaviours/index.html')) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(60 * KB);
    }
  });

  it('of markup is 15 kB for the home page', () => {
    for (const page of globSync('dist/{zh,en}/index.html')) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(15 * KB);
    }
  });

  it('of markup is 20 kB for exercises and playground', () => {
    for (const page of globSync(EXERCISES)) {
      console.log(page, kb(gzipped([page])));
      expect(gzipped([page])).toBeLessThanOrEqual(20 * KB);
    }
  });

  // A chapter has its step of the program, its run, and the real source beside. A drawing
  // with all its numbers, in both languages, is 3 kB by itself; a question has the note
  // that answers it.
  it('of markup is 20 kB for a chapter, 4 for each figure, half for each question', () => {
    for (const page of globSync('dist/{zh,en}/chapters/**/*.html')) {
      const html = readFileSync(page, 'utf8');
      const figures = html.split(/<figure class="(?:figure|kernel)/).length - 1;
      const questions = html.split('<fieldset class="ask').length - 1;
      const limit = 20 + 4 * figures + questions / 2;
      console.log(page, kb(gzipped([page])), `of ${limit}`);
      expect(gzipped([page])).toBeLessThanOrEqual(limit * KB);
    }
  });
});
