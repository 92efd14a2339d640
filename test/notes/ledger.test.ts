import { describe, expect, it } from 'vitest';
import { checkLedger, type Live, redirectsOf } from '../../site/source/notes/ledger.ts';
import { readLedger } from '../../site/source/notes/ledger-file.ts';
import { describe as inWords } from '../../site/source/notes/problems.ts';

function live(file: string, ...ids: string[]): Live[] {
  const where = `content/notes/${file.replace('.ts', '.yaml')}`;
  return ids.map((id) => ({ id, file, where }));
}

function problems(text: string, notes: Live[]): string[] {
  const { ledger, problems } = readLedger(text);
  return [...problems, ...checkLedger(ledger, notes)].map(inWords);
}

const LEDGER = `
published:
  loop/a.ts:
    - one
    - two
  loop/b.ts:
    - three
redirects: {}
`;

const with_ = (redirects: string) =>
  LEDGER.replace('redirects: {}', `redirects: {${redirects}}`);

describe('checkLedger', () => {
  it('is content when every published id has its note', () => {
    const notes = [...live('loop/a.ts', 'one', 'two'), ...live('loop/b.ts', 'three')];
    expect(problems(LEDGER, notes)).toEqual([]);
  });

  it('takes an empty text for a ledger with nothing in it', () => {
    expect(problems('', [])).toEqual([]);
    expect(problems('published:\nredirects:\n', [])).toEqual([]);
  });

  it('wants a new id to be published', () => {
    const notes = [
      ...live('loop/a.ts', 'one', 'two', 'four'),
      ...live('loop/b.ts', 'three'),
    ];
    expect(problems(LEDGER, notes)).toEqual([
      'content/notes/loop/a.yaml: four: not in content/notes/ids.yaml: ' +
        'to publish it, npm run notes -- accept four',
    ]);
  });

  it('does not let an id disappear', () => {
    const notes = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three')];
    expect(problems(LEDGER, notes)).toEqual([
      'content/notes/ids.yaml: two: disappeared: put it back or add a redirect ' +
        '(was on loop/a.ts)',
    ]);
  });

  it('lets an id go that has a redirect, also over several steps', () => {
    const notes = live('loop/a.ts', 'one');
    expect(problems(with_('two: three, three: one'), notes)).toEqual([]);
  });

  it('wants a note to be published under its own file too when it moves', () => {
    const notes = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three', 'two')];
    expect(problems(LEDGER, notes)).toEqual([
      expect.stringContaining('loop/b.yaml: two: not in'),
    ]);
  });

  it('refuses a redirect that ends nowhere', () => {
    const notes = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three')];
    expect(problems(with_('two: thre'), notes)).toEqual([
      'content/notes/ids.yaml: two: redirect ends at thre, which has no note; ' +
        'nearest: three',
    ]);
  });

  it('refuses redirects in a circle', () => {
    expect(problems(with_('two: three, three: two'), live('loop/a.ts', 'one'))).toEqual(
      [
        'content/notes/ids.yaml: two: redirects in a circle: two → three → two',
        'content/notes/ids.yaml: three: redirects in a circle: three → two → three',
      ],
    );
    const self = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three')];
    expect(problems(with_('two: two'), self)).toEqual([
      'content/notes/ids.yaml: two: redirects in a circle: two → two',
    ]);
  });

  it('refuses a redirect from an id that has a note, or that never was', () => {
    const notes = [...live('loop/a.ts', 'one', 'two'), ...live('loop/b.ts', 'three')];
    expect(problems(with_('two: one, four: one'), notes)).toEqual([
      'content/notes/ids.yaml: two: has both a note and a redirect: remove one',
      'content/notes/ids.yaml: four: redirect from an id never published',
    ]);
  });

  it('refuses an id that two files use', () => {
    const notes = [
      ...live('loop/a.ts', 'one', 'two'),
      ...live('loop/b.ts', 'three', 'one'),
    ];
    expect(problems(LEDGER.replace('- three', '- three\n    - one'), notes)).toEqual([
      'content/notes/loop/b.yaml: one: duplicate id, also in content/notes/loop/a.yaml',
    ]);
  });
});

describe('readLedger', () => {
  it.each([
    ['published: [a]', 'published is not a map'],
    ['published:\n  loop/a.ts: one', 'published.loop/a.ts is not a list'],
    ['published:\n  loop/a.ts: [1]', 'published.loop/a.ts.0 is not a text'],
    ['published:\n  loop/a.ts: [one, one]', 'published.loop/a.ts.1 is there twice'],
    ['redirects:\n  one: [two]', 'redirects.one is not a text'],
    ['redirect:\n  one: two', 'unknown field "redirect"; nearest: redirects'],
    ['- one', 'not a map: it has published, redirects'],
    ['published: {', expect.stringContaining('Flow map')],
  ])('refuses %j', (text, message) => {
    expect(readLedger(text).problems.map(({ text }) => text)).toEqual([message]);
  });
});

describe('redirectsOf', () => {
  it('leads from each old address to the note it means', () => {
    const { ledger } = readLedger(with_('two: three'));
    const notes = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three')];
    expect(redirectsOf(ledger, notes)).toEqual([
      { from: 'loop/a.ts', id: 'two', to: { file: 'loop/b.ts', id: 'three' } },
    ]);
  });

  it('leads to the new page of a note that moved', () => {
    const { ledger } = readLedger(LEDGER.replace('- three', '- three\n    - two'));
    const notes = [...live('loop/a.ts', 'one'), ...live('loop/b.ts', 'three', 'two')];
    expect(redirectsOf(ledger, notes)).toEqual([
      { from: 'loop/a.ts', id: 'two', to: { file: 'loop/b.ts', id: 'two' } },
    ]);
  });
});
