import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readLessons, readPages } from '../../site/teach/teach.ts';

const known = {
  chapters: new Set(['callbacks']),
  replays: new Set(['echo']),
  exercises: new Set(['drift']),
};

const lesson = (rest: string, minutes = 90) => `
- id: one
  title: { zh: 一, en: One }
  goal: { zh: 一, en: One }
  before: [callbacks]
  parts: [{ minutes: ${minutes}, zh: 一, en: One, ${rest} }]
  asks: []
`;

describe('the lessons', () => {
  it('may refer to what there is', () => {
    const yaml = lesson('replays: [echo], exercises: [drift]');
    expect(readLessons(yaml, known)).toHaveLength(1);
  });

  it('may not refer to what is not there', () => {
    expect(() => readLessons(lesson('replays: [gone]'), known)).toThrow(
      'one: gone is not among the replays',
    );
  });

  it('take 90 minutes each', () => {
    expect(() => readLessons(lesson('replays: []', 80), known)).toThrow(
      'one: its parts take 80 minutes, not 90',
    );
  });

  it('are in both languages', () => {
    const yaml = lesson('replays: []').replace('en: One', "en: ''");
    expect(() => readLessons(yaml, known)).toThrow(
      'lessons.yaml:3: one: title.en is empty',
    );
  });
});

describe('the pages for teachers', () => {
  const pages = readPages(readFileSync('content/teach/pages.yaml', 'utf8'));
  const texts = pages.flatMap(({ sections }) => sections.flatMap(({ texts }) => texts));

  it('name commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const all = texts.flatMap(({ zh, en, code = '' }) => [zh, en, code]).join('\n');
    const names = [...all.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(4);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('show files that can be parsed', () => {
    const files = texts.flatMap(({ file }) => file ?? []);
    expect(files.map((file) => parse(readFileSync(file, 'utf8'))?.name)).toEqual([
      'Grade',
      'IOLoop, Annotated',
    ]);
  });
});
