import { describe, expect, it } from 'vitest';
import { glossary, readGlossary, termOf } from '../../site/reference/glossary.ts';
import { linkedTexts } from '../../site/reference/glossary-links.ts';
import { byLetter, letterOf } from '../../site/reference/glossary-order.ts';
import type { PlacedNote } from '../../site/source/notes/note.ts';
import { LANGS } from '../../site/ui/text.ts';
import { lostSlugs, noteIds } from './named.ts';
import { styleOf } from './style.ts';

const ONE = `
- id: callback
  zh: 回调
  en: callback
  meaning: { zh: 运行一次的函数。, en: A function run once. }
  also: { zh: [回呼] }
`;

function complaint(from: string | RegExp, to: string): string {
  try {
    readGlossary(ONE.replace(from, to));
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}

describe('readGlossary', () => {
  it('takes a term that has both names and a meaning in both languages', () => {
    expect(complaint('', '')).toBe('nothing');
  });

  it.each([
    ['has one language only', /, en: A.*(?= })/, '', 'callback: meaning.en is missing'],
    ['means nothing', '运行一次的函数。', "' '", 'callback: meaning.zh is empty'],
    ['is there twice', /$/, ONE, 'callback: is there twice'],
    [
      'has an id with a space',
      'id: callback',
      'id: call back',
      'is not like event-loop',
    ],
    [
      'has a field of no meaning',
      'also:',
      'alsoo:',
      'callback: unknown field "alsoo"; nearest: also',
    ],
    ['forbids its own name', '[回呼]', '[回调]', '“回调” is part of a term'],
  ])('refuses a term that %s', (_, from, to, says) => {
    expect(complaint(from, to)).toContain(says);
    expect(complaint(from, to)).toContain('content/glossary.yaml');
  });
});

describe('content/glossary.yaml', () => {
  it('explains each term in notes that there are', () => {
    const ids = noteIds();
    const lost = glossary.flatMap(({ see }) => see.filter((id) => !ids.has(id)));
    expect(lost).toEqual([]);
  });

  it('explains it in chapters that there are, once all are written', () => {
    const named = glossary.flatMap(({ chapter }) => chapter ?? []);
    expect(lostSlugs('chapters', named)).toEqual([]);
  });

  it('is set as books are in either language', () => {
    const meanings = glossary.map(({ id, meaning }) => ({ id, ...meaning }));
    expect(meanings.flatMap(styleOf)).toEqual([]);
  });

  it.each(['callback', 'min-heap', 'checkpoint'])('has %s', (id) => {
    expect(termOf(id)?.id).toBe(id);
  });
});

describe('the order of the glossary', () => {
  it('is the alphabet in English, and the sounds in Chinese', () => {
    for (const lang of LANGS) {
      const letters = byLetter(glossary, lang);
      expect(letters.map(({ letter }) => letter).join('')).toMatch(/^A?B?C?[D-Z]+$/);
      expect(letters.flatMap(({ terms }) => terms)).toHaveLength(glossary.length);
    }
  });

  it.each([
    ['回调', 'H'],
    ['轮询', 'L'],
    ['事件循环', 'S'],
    ['饿死', 'E'],
    ['唤醒器', 'H'],
    ['阻塞', 'Z'],
    ['errno', 'E'],
  ])('has %s under %s', (word, letter) => {
    expect(letterOf(word)).toBe(letter);
  });
});

describe('terms in notes', () => {
  const note = (id: string, from: number, zh: string, en: string) =>
    ({ id, from, zh, en }) as PlacedNote;
  const [first, second] = [
    note('first', 1, '`回调` 不算，回调才算', 'A `callback` in code, then Callbacks'),
    note(
      'second',
      9,
      '回调、检查点',
      'no callback, but a checkpoint and lost wake-ups',
    ),
  ] as const;

  it('lead to the glossary where the page has them first, and not in code', () => {
    const html = linkedTexts([second, first], 'en');
    const link = (id: string, text: string) =>
      `<a class="term" href="/en/glossary/#${id}">${text}</a>`;
    expect(html.get('first')).toEqual({
      zh: `<code>回调</code> 不算，${link('callback', '回调')}才算`,
      en: `A <code>callback</code> in code, then ${link('callback', 'Callbacks')}`,
    });
    expect(html.get('second')).toEqual({
      zh: `回调、${link('checkpoint', '检查点')}`,
      en: `no callback, but a ${link('checkpoint', 'checkpoint')} and ${link('lost-wakeup', 'lost wake-ups')}`,
    });
  });
});
