import { describe, expect, it } from 'vitest';
import { passagesIn } from '../../site/chapters/prose/passages.ts';
import { misspelt, speller } from '../../site/chapters/prose/spelling.ts';
import { otherWords } from '../../site/chapters/prose/terms.ts';
import { typographyFaults } from '../../site/chapters/prose/typography.ts';
import { KNOWN } from './fixture.ts';

const passage = (lang: 'zh' | 'en', text: string) => {
  const [first] = passagesIn(`content/chapters/01-x/${lang}.mdx`, text);
  if (!first) throw new Error('no passage');
  return first;
};
const faults = (lang: 'zh' | 'en', text: string) =>
  typographyFaults(passage(lang, text)).join('\n');

describe('passagesIn', () => {
  it('finds the texts of both languages in YAML, with their lines', () => {
    const yaml = '- id: a\n  zh: 一。\n  en: >-\n    One `x.y` two.\n';
    expect(passagesIn('content/notes/a.yaml', yaml)).toEqual([
      { file: 'content/notes/a.yaml', line: 2, lang: 'zh', text: '一。' },
      { file: 'content/notes/a.yaml', line: 3, lang: 'en', text: 'One `x` two.' },
    ]);
  });

  it('finds the paragraphs of Markdown, without the code between them', () => {
    const md = 'One.\n\n```ts\nconst teh = 1;\n```\n\n- Two `x`.\n';
    const found = passagesIn('content/exercises/01-a/en.md', md);
    expect(found.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '1 One.',
      '7 Two `x`.',
    ]);
  });

  it('takes the names that are not to be used for no text', () => {
    expect(passagesIn('a.yaml', '- id: a\n  also: { zh: [回呼] }')).toEqual([]);
  });

  it('takes no signature for a text', () => {
    expect(passagesIn('a.yaml', "read: { zh: '14c14a47', en: '750b99bb' }")).toEqual(
      [],
    );
  });
});

describe('Chinese', () => {
  it.each([
    ['no space before Latin', '调用epoll。', 'epoll'],
    ['no space before code', '调用`epoll_wait`。', 'no space'],
    ['a half-width comma', '先睡,再醒。', 'half-width'],
    ['straight quotes', '所谓 "就绪"。', 'straight quotes'],
  ])('is refused for %s', (_, text, says) => {
    expect(faults('zh', text)).toContain(says);
  });

  it('may have code, links and “quotes” in it', () => {
    const text =
      '调用 `a(b, c)`，见 <Man page="poll(2)" />：“就绪”了 3 次（<B n={1} />）。';
    expect(faults('zh', text)).toBe('');
  });
});

describe('English', () => {
  it('has curly quotes, single spaces and its own stops', () => {
    expect(faults('en', "It's so.")).toContain('straight quotes');
    expect(faults('en', 'It is  so.')).toContain('two spaces');
    expect(faults('en', 'It is，so.')).toContain('full-width');
    expect(faults('en', "It’s “so”; `it's` code.")).toBe('');
  });

  const isWord = speller('.');

  it('is spelt as in the dictionary, or in content/words.txt', () => {
    const text = 'The waker recieves it, and the loop’s behaviour is non-blocking.';
    expect(misspelt(passage('en', text), isWord)).toEqual(['recieves']);
  });

  it('may have names from code in it', () => {
    const text = 'Tornado 4.4 has PollIOLoop.start and `_impl`; see poll_ioloop.ts.';
    expect(misspelt(passage('en', text), isWord)).toEqual([]);
  });
});

describe('a term', () => {
  it('goes by one word in Chinese', () => {
    const said = otherWords(passage('zh', '先运行回呼。'), KNOWN.terms);
    expect(said).toEqual(['“回呼” is “回调” in the glossary']);
    expect(otherWords(passage('zh', '先运行回调。'), KNOWN.terms)).toEqual([]);
    expect(otherWords(passage('zh', '先运行回呼。'), undefined)).toEqual([]);
  });
});
