import { describe, expect, it } from 'vitest';
import {
  behaviours,
  conformance,
  readBehaviours,
  type Section,
  type State,
} from '../../site/reference/behaviours.ts';
import { BEHAVIOURS, type Test } from '../../site/tests/tests.ts';
import { LANGS } from '../../site/ui/text.ts';

const COMPLETE = `
- { id: A, zh: 甲, en: First, items: [{ item: 1, zh: 一。, en: One. }] }
- id: B
  zh: 乙
  en: Second
  items:
    - { item: 2, zh: 二。, en: Two., differs: { zh: 不同。, en: Not so. } }
    - { item: 3, zh: 三。, en: Three. }
`;

/** What is wrong with that list, once the first text stands for the second. */
function complaint(from: string, to: string): string {
  expect(COMPLETE).toContain(from);
  try {
    readBehaviours(COMPLETE.replace(from, to), 3);
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}

function test(state: Test['state'], behaviour: number[], more = {}): Test {
  const where = { id: 'x', file: 'test/x.test.ts', line: 1, suite: [] };
  const ran = {
    name: `works [B${behaviour.join(', B')}]`,
    ms: 1,
    output: [],
    errors: [],
  };
  return { ...where, ...ran, state, behaviour, ...more };
}

const list = (): Section[] => readBehaviours(COMPLETE, 3);

describe('readBehaviours', () => {
  it('takes a list that has every item, in both languages', () => {
    expect(list().flatMap(({ items }) => items.map(({ item }) => item))).toEqual([
      1, 2, 3,
    ]);
  });

  it.each([
    ['is missing', '- { item: 3, zh: 三。, en: Three. }', '', 'B3 is missing'],
    ['is there twice', 'item: 3', 'item: 2', 'B2: is there more than once'],
    [
      'is none of the list',
      'item: 3',
      'item: 4',
      'B4: does not exist: they go from 1 to 3',
    ],
    ['lacks a language', ', en: Three.', '', 'B3: en is missing'],
    ['has an empty text', 'zh: 三。', "zh: ' '", 'B3: zh is empty'],
    ['differs in one language only', ', en: Not so.', '', 'B2: differs.en is missing'],
    [
      'has no word on how it differs',
      '{ zh: 不同。, en: Not so. }',
      '',
      'B2: differs is not a map: it has zh, en',
    ],
  ])('refuses an item that %s, and names it', (_, from, to, says) => {
    expect(complaint(from, to)).toContain(says);
    expect(complaint(from, to)).toContain('content/behaviours.yaml');
  });

  it('refuses a section without a title or without items, and names it', () => {
    expect(complaint('zh: 乙', 'zh: ""')).toContain('B: zh is empty');
    expect(complaint('items: [{ item: 1', 'other: [{ item: 1')).toContain(
      'A: items is missing',
    );
  });

  it('says all that is wrong, at once', () => {
    const said = complaint(
      '{ item: 3, zh: 三。, en: Three. }',
      '{ item: 2, zh: 二。 }',
    );
    for (const part of ['B3 is missing', 'B2: is there more', 'B2: en is missing']) {
      expect(said).toContain(part);
    }
  });

  it('refuses what is no list', () => {
    expect(() => readBehaviours('items: []')).toThrow(
      'content/behaviours.yaml:1: not a list',
    );
  });
});

describe('conformance', () => {
  it.each<[State, Test['state'][]]>([
    ['holds', ['passed', 'passed']],
    ['holds', ['skipped', 'passed']],
    ['fails', ['passed', 'failed']],
    ['skipped', ['skipped', 'skipped']],
    ['untested', []],
  ])('is "%s" for an item whose tests have %j', (state, outcomes) => {
    const tests = [...outcomes.map((each) => test(each, [2])), test('failed', [3])];
    const [, second] = conformance(list(), tests, []);
    expect(second?.items[0]).toMatchObject({ item: 2, state });
    expect(second?.items[0]?.tests).toHaveLength(outcomes.length);
  });

  it('puts tests of the same name together', () => {
    const tests = ['epoll', 'select'].map((id) => test('passed', [1], { id }));
    const [first] = conformance(list(), tests, []);
    expect(first?.items[0]?.said).toMatchObject([
      { name: 'works', state: 'holds', tests: [{ id: 'epoll' }, { id: 'select' }] },
    ]);
  });

  it('gives the reason why an item has no test', () => {
    const reasons = [{ item: 3, zh: '因为。', en: 'Because.' }];
    const [, second] = conformance(list(), [], reasons);
    expect(second?.items[1]?.reason).toEqual({ zh: '因为。', en: 'Because.' });
    expect(second?.items[0]).not.toHaveProperty('reason');
  });
});

describe('content/behaviours.yaml', () => {
  const texts = behaviours.flatMap((each) =>
    [each, ...(each.differs ? [each.differs] : [])].map((pair) => ({
      of: `B${each.item}`,
      ...Object.fromEntries(LANGS.map((lang) => [lang, bare(pair[lang])])),
    })),
  ) as { of: string; zh: string; en: string }[];

  it('has every item, in order', () => {
    const all = Array.from({ length: BEHAVIOURS }, (_, i) => i + 1);
    expect(behaviours.map(({ item }) => item)).toEqual(all);
  });

  it('sets Chinese with full-width stops, and a space before and after Latin', () => {
    const wrong = /[,;:!?()]|[\u4e00-\u9fff][A-Za-z\d`]|[A-Za-z\d`][\u4e00-\u9fff]/;
    expect(texts.filter(({ zh }) => wrong.test(zh))).toEqual([]);
  });

  it('sets English with curly quotes', () => {
    expect(texts.filter(({ en }) => /["']/.test(en))).toEqual([]);
  });

  it('ends each text with a full stop', () => {
    const open = texts.filter(({ zh, en }) => !/。$/.test(zh) || !/\.$/.test(en));
    expect(open).toEqual([]);
  });
});

/** Without what stands in the code itself: that keeps its own punctuation. */
function bare(text: string): string {
  return text.trim().replace(/`[^`]*`/g, '`x`');
}
