import { describe, expect, it } from 'vitest';
import { blocksOf, markdown, plainText } from '../../site/ui/markdown.ts';

describe('markdown', () => {
  it('marks code and emphasis, and nothing that looks like markup', () => {
    expect(markdown('*One* `a < b`, x < y & “c”')).toBe(
      '<em>One</em> <code>a &lt; b</code>, x &lt; y &amp; “c”',
    );
    expect(markdown('<b>bold</b>')).toBe('&lt;b&gt;bold&lt;/b&gt;');
  });

  it('takes a label for a line, whatever it begins with', () => {
    expect(markdown('+ 999_999 ns')).toBe('+ 999_999 ns');
    expect(markdown('# 3')).toBe('# 3');
    expect(markdown('1. 2')).toBe('1. 2');
  });

  it('joins lines of Chinese without a space, lines of English with one', () => {
    expect(markdown('先换走\n整条队列。')).toBe('先换走整条队列。');
    expect(markdown('The queue\nis taken.')).toBe('The queue is taken.');
  });

  it('lets text be marked, never code', () => {
    const link = (html: string) => html.replaceAll('poll', '<a>poll</a>');
    expect(markdown('poll `poll` *poll*', link)).toBe(
      '<a>poll</a> <code>poll</code> <em><a>poll</a></em>',
    );
  });
});

describe('blocksOf', () => {
  it('reads paragraphs and lists', () => {
    expect(blocksOf('One\n*two*.\n\n- `a`\n- b\n')).toEqual([
      { tag: 'p', html: 'One\n<em>two</em>.' },
      { tag: 'ul', html: '<li><code>a</code></li><li>b</li>' },
    ]);
  });
});

describe('plainText', () => {
  it('is the text without its marks', () => {
    expect(plainText('*One* `a_b`,\n two * 3')).toBe('One a_b, two * 3');
  });
});
