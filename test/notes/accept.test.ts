import { describe, expect, it } from 'vitest';
import { publish } from '../../site/source/notes/command/publish.ts';
import { sign } from '../../site/source/notes/command/sign.ts';
import { readLedger } from '../../site/source/notes/ledger-file.ts';

const NOTES = `# Notes on the waker.   Keep   this spacing.

- id: wake-writes-one      # public
  symbol: "wake"
  quote: |
    write(1);

  seen: 7429439c   # signed in spring
  zh: >-
    写入   一个字节。
  en: 'One byte is
    written.'


- symbol: drain
  id: drain-reads-all
  quote: |
      read(1);
  zh: 读空。
  en: Empties it.
- {id: inline, symbol: wake, quote: "write(", zh: 写, en: Writes}
- id: empty-seen
  quote: x
  seen:
  zh: 空
`;

describe('sign', () => {
  it('changes eight letters and no other byte', () => {
    const signed = sign(NOTES, 'wake-writes-one', 'ffffffff');
    expect(signed).toBe(NOTES.replace('7429439c', 'ffffffff'));
  });

  it('adds the field below the quote where there is none', () => {
    const signed = sign(NOTES, 'drain-reads-all', 'ffffffff');
    expect(signed).toBe(
      NOTES.replace('  zh: 读空。', '  seen: ffffffff\n  zh: 读空。'),
    );
  });

  it('adds the field to a note on one line', () => {
    const signed = sign(NOTES, 'inline', 'ffffffff');
    expect(signed).toBe(NOTES.replace('zh: 写, ', 'seen: ffffffff, zh: 写, '));
  });

  it('fills an empty field', () => {
    const signed = sign(NOTES, 'empty-seen', 'ffffffff');
    expect(signed).toBe(NOTES.replace('seen:\n', 'seen: ffffffff\n'));
  });

  it('quotes what YAML would read as a number', () => {
    expect(sign('- id: a\n  seen: new\n', 'a', '12345678')).toBe(
      "- id: a\n  seen: '12345678'\n",
    );
    expect(sign('- id: a\n  seen: new\n', 'a', '1234e567')).toBe(
      "- id: a\n  seen: '1234e567'\n",
    );
    expect(sign("- id: a\n  seen: '12345678'\n", 'a', 'ffffffff')).toBe(
      '- id: a\n  seen: ffffffff\n',
    );
  });

  it('leaves a file without that note alone', () => {
    expect(sign(NOTES, 'nobody', 'ffffffff')).toBe(NOTES);
  });
});

describe('publish', () => {
  const LEDGER = `# Public.   Append only.
published:
    loop/a.ts:
        - one   # the first
        - two

    loop/b.ts:
    - three
redirects: {old: one}   # for ever
`;

  it('adds a line below the last id of the file', () => {
    const more = publish(publish(LEDGER, 'loop/a.ts', 'four'), 'loop/b.ts', 'five');
    expect(more).toBe(
      LEDGER.replace('- two', '- two\n        - four').replace(
        '- three',
        '- three\n    - five',
      ),
    );
  });

  it('adds a file below the last one', () => {
    expect(publish(LEDGER, 'loop/c.ts', 'four')).toBe(
      LEDGER.replace('- three', '- three\n    loop/c.ts:\n      - four'),
    );
  });

  it('adds to a ledger that does not end in a new line', () => {
    const text = 'published:\n  loop/a.ts:\n    - one';
    expect(publish(text, 'loop/a.ts', 'two')).toBe(`${text}\n    - two\n`);
  });

  it.each([
    '',
    'published: {}\nredirects: {}\n',
    'published:\nredirects:\n',
    'redirects:\n  x: one # why\n',
    'published: {loop/a.ts: [zero]}\n',
    'published:\n  loop/a.ts: [zero]\n',
    'published:\n  loop/a.ts:\n',
    '# nothing yet\n',
  ])('adds to a ledger laid out otherwise: %j', (text) => {
    const before = readLedger(text);
    const { ledger, problems } = readLedger(publish(text, 'loop/a.ts', 'one'));
    expect(problems).toEqual([]);
    const ids = before.ledger.published.get('loop/a.ts') ?? [];
    expect(ledger.published).toEqual(new Map([['loop/a.ts', [...ids, 'one']]]));
    expect(ledger.redirects).toEqual(before.ledger.redirects);
  });
});
