import { describe, expect, it } from 'vitest';
import { isManPage } from '../../site/content/shapes.ts';
import {
  CLAIMS,
  claims,
  countOf,
  errata,
  readErrata,
} from '../../site/reference/errata.ts';
import { anchorOf } from '../../site/reference/tornado.ts';
import { BEHAVIOURS } from '../../site/tests/tests.ts';
import { isOurs, isTest, lostSlugs, noteIds } from './named.ts';
import { styleOf } from './style.ts';

const TWO = `
sections:
  - id: first
    zh: 头
    en: First
    claims:
      - id: 1
        verdict: wrong
        claim: { zh: 天是方的。, en: The sky is square. }
        truth: { zh: 不是。, en: It is not. }
        test: "test/sky.test.ts: is round"
      - id: 2
        verdict: right
        claim: { zh: 地是圆的。, en: The earth is round. }
        truth: { zh: 差不多。, en: Almost. }
lost: []
answer: { claim: 2, parts: [] }
`;

function complaint(from: string, to: string): string {
  expect(TWO).toContain(from);
  try {
    readErrata(TWO.replace(from, to), 2);
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}

describe('readErrata', () => {
  it('takes a list that has every claim, judged, in both languages', () => {
    const [section] = readErrata(TWO, 2).sections;
    expect(section?.claims[0]?.test).toEqual(['test/sky.test.ts: is round']);
    expect(section?.claims[1]?.test).toEqual([]);
  });

  it.each([
    ['is missing', 'id: 2', 'id: 3', '2 is missing'],
    ['is none of the article’s', 'id: 2', 'id: 3', 'there is no claim 3'],
    ['is there twice', 'id: 2', 'id: 1', '1 is there twice'],
    [
      'has no verdict',
      'verdict: right',
      'verdict: maybe',
      '2: verdict is not one of wrong, imprecise',
    ],
    ['has one language only', ', en: Almost.', '', '2: truth.en is missing'],
    ['cites a test by its file only', ': is round', '', '1: test is not a file'],
  ])('refuses a claim that %s, and names it', (_, from, to, says) => {
    expect(complaint(from, to)).toContain(says);
    expect(complaint(from, to)).toContain('content/errata.yaml');
  });
});

describe('content/errata.yaml', () => {
  it('judges each of the 56 claims', () => {
    expect(claims).toHaveLength(CLAIMS);
    const tally = ['right', 'imprecise', 'wrong', 'open'] as const;
    expect(tally.map(countOf)).toEqual([22, 23, 10, 1]);
  });

  it('cites tests that there are', () => {
    const cited = claims.flatMap(({ test }) => test);
    console.log(`${cited.length} tests cited`);
    expect(cited.filter((each) => !isTest(each))).toEqual([]);
  });

  it('shows nearly all that is wrong or imprecise by a test of ours', () => {
    const judged = claims.filter(({ verdict }) => verdict !== 'right');
    const shown = judged.filter(({ test }) => test.length > 0);
    expect(shown.length / judged.length).toBeGreaterThan(0.8);
  });

  it('names notes, behaviours, manual pages and symbols that there are', () => {
    const ids = noteIds();
    expect(claims.flatMap(({ note }) => note).filter((id) => !ids.has(id))).toEqual([]);
    const items = claims.flatMap(({ behaviour }) => behaviour);
    expect(items.filter((item) => item < 1 || item > BEHAVIOURS)).toEqual([]);
    expect(claims.flatMap(({ man }) => man).filter((each) => !isManPage(each))).toEqual(
      [],
    );
    expect(errata.lost.filter(({ ours }) => ours && !isOurs(ours))).toEqual([]);
  });

  it('names members of Tornado’s loop that the map has', () => {
    const sources = claims.flatMap(({ source }) => source);
    const loop = sources.filter((each) => each.startsWith('Tornado tornado/ioloop.py'));
    const members = loop.map((each) => each.split(' ')[2] ?? '');
    expect(members.filter((member) => !anchorOf(member))).toEqual([]);
  });

  it('names chapters and replays that there are, once all are written', () => {
    expect(
      lostSlugs(
        'chapters',
        claims.flatMap(({ chapter }) => chapter),
      ),
    ).toEqual([]);
    expect(
      lostSlugs(
        'replays',
        claims.flatMap(({ replay }) => replay),
      ),
    ).toEqual([]);
  });

  it('is set as books are in either language', () => {
    const texts = [
      ...claims.map(({ id, claim }) => ({ id: `E${id} claim`, ...claim })),
      ...claims.map(({ id, truth }) => ({ id: `E${id} truth`, ...truth })),
      ...errata.lost,
      ...errata.answer.parts.flatMap(({ id, text }) =>
        text.zh.map((zh, i) => ({ id, zh, en: text.en[i] ?? '' })),
      ),
    ];
    expect(texts.flatMap(styleOf)).toEqual([]);
  });
});
