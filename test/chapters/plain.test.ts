import { describe, expect, it } from 'vitest';
import {
  averageProblems,
  missingNames,
  plainFaults,
} from '../../site/chapters/prose/plain.ts';
import { chapterOf, EN, ZH } from './fixture.ts';

const passage = (
  lang: 'zh' | 'en',
  text: string,
  file = 'content/chapters/x/en.mdx',
) => ({
  ...{ file, line: 1, lang, text },
});

describe('the words of the book', () => {
  it.each<['zh' | 'en', string, string]>([
    ['en', 'How long to sleep is worked out anew.', 'anew'],
    ['en', 'It waits for ever.', 'for ever'],
    ['en', 'A wake-up is no error.', 'is no e'],
    ['en', 'The state is mended.', 'mended'],
    ['zh', '每次登记都盖一个代号。', '代号'],
    ['zh', '两个号码，一个打开的文件。', '打开的文件'],
    ['zh', '寄居的循环。', '寄居'],
  ])('in %s are refused: %s', (lang, text, word) => {
    expect(plainFaults(passage(lang, text)).join()).toContain(word);
  });

  it.each<['zh' | 'en', string]>([
    ['en', 'There is no such round, and it is no longer true.'],
    ['en', 'It waits forever.'],
    ['zh', '每次登记都有一个世代号，刚打开的文件也一样。'],
  ])('in %s are taken: %s', (lang, text) => {
    expect(plainFaults(passage(lang, text))).toEqual([]);
  });

  it('are not looked at where others write', () => {
    const file = 'content/notes/loop/core/run.ts.yaml';
    expect(plainFaults(passage('en', 'Once, anew.', file))).toEqual([]);
  });
});

describe('a sentence', () => {
  it('of forty-one words is one too long', () => {
    const words = (many: number) => `${'word '.repeat(many - 1)}word.`;
    expect(plainFaults(passage('en', words(40)))).toEqual([]);
    expect(plainFaults(passage('en', words(41))).join()).toContain('a sentence of 41');
  });

  it('has eighteen words on average, over a chapter', () => {
    const long = `${'a word and another '.repeat(7)}too.\n\n`;
    expect(averageProblems(chapterOf())).toEqual([]);
    const chapter = chapterOf({ en: EN.replace('## ', `${long.repeat(200)}## `) });
    expect(averageProblems(chapter)[0]?.text).toContain('18 on average at most');
  });
});

describe('a number that was measured', () => {
  it.each(['It took 0.089 ms.', 'That is 34.6 %.', '约 97.3 毫秒', 'a share of 35 %'])(
    'is not typed in: %s',
    (text) => {
      expect(plainFaults(passage('en', text)).join()).toContain(
        'take it from the data',
      );
    },
  );

  it.each(['It sleeps 300 ms.', 'at 100 % of a CPU', 'version 4.5'])(
    'is not meant by %s',
    (text) => {
      expect(plainFaults(passage('en', text))).toEqual([]);
    },
  );
});

describe('the standard names', () => {
  it('are each in the book, in both languages', () => {
    const found = missingNames([chapterOf()]).map(({ text }) => text);
    expect(found).toContain('no chapter has the standard name red-black tree');
    const named = chapterOf({
      zh: ZH.replace('开头', '红黑树'),
      en: EN.replace('An opening', 'A red-black tree'),
    });
    const left = missingNames([named]).map(({ text }) => text);
    expect(left.join()).not.toMatch(/red-black|红黑树/);
  });
});
