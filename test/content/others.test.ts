import { describe, expect, it } from 'vitest';
import { others, readOthers } from '../../site/reference/others.ts';
import { anchorOf } from '../../site/reference/tornado.ts';
import { BEHAVIOURS } from '../../site/tests/tests.ts';
import { isOurs } from './named.ts';
import { styleOf } from './style.ts';

const ONE = `
loops: [{ id: ae, name: ae, read: 1, zh: 小。, en: Small. }]
worries:
  - id: sleep
    zh: 睡
    en: Sleep
    why: { zh: 睡不醒。, en: It never wakes. }
    answers:
      ae: { short: none, zh: 没有。, en: None., source: ae.c main }
`;

function complaint(from: string, to: string): string {
  expect(ONE).toContain(from);
  try {
    readOthers(ONE.replace(from, to));
  } catch (error) {
    return String(error);
  }
  return 'nothing';
}

describe('readOthers', () => {
  it('takes a list in which each loop answers each worry, and says from where', () => {
    const [worry] = readOthers(ONE).worries;
    expect(worry?.answers.ae).toMatchObject({
      short: { zh: 'none', en: 'none' },
      source: ['ae.c main'],
    });
  });

  it.each([
    [
      'a loop without an answer',
      'ae: { short',
      'libuv: { short',
      'sleep: has nothing of ae',
    ],
    ['the answer of a stranger', 'ae: { short', 'libuv: { short', 'called libuv'],
    [
      'an answer from nowhere',
      ', source: ae.c main',
      '',
      'sleep: answers.ae says not where',
    ],
    ['one language only', ', en: None.', '', 'sleep: answers.ae.en is missing'],
  ])('refuses %s', (_, from, to, says) => {
    expect(complaint(from, to)).toContain(says);
  });
});

describe('content/others.yaml', () => {
  const answers = others.worries.flatMap(({ id, answers }) =>
    Object.entries(answers).map(([loop, answer]) => ({
      id: `${id} ${loop}`,
      ...answer,
    })),
  );

  it('has seven worries, seven loops, and ours', () => {
    expect(others.worries).toHaveLength(7);
    expect(others.loops.map(({ id }) => id).join(' ')).toBe(
      'redis tornado asyncio libuv curio trio mio ours',
    );
  });

  it('cites of every other loop a file and a symbol', () => {
    const sources = answers.flatMap(({ source }) => source);
    expect(sources.filter((each) => !/^\S+\.\w+ \S+$/.test(each))).toEqual([]);
    const tornado = sources.filter((each) => each.startsWith('tornado/'));
    const members = tornado.map((each) => each.split(' ')[1] ?? '');
    expect(members.filter((member) => !anchorOf(member))).toEqual([]);
  });

  it('leads to places of ours that there are', () => {
    const places = answers.flatMap(({ ours }) => ours);
    expect(places.length).toBeGreaterThanOrEqual(7);
    expect(places.filter((place) => !isOurs(place))).toEqual([]);
    const items = answers.flatMap(({ behaviour }) => behaviour);
    expect(items.filter((item) => item < 1 || item > BEHAVIOURS)).toEqual([]);
  });

  it('is set as books are in either language', () => {
    const whys = others.worries.map(({ id, why }) => ({ id, ...why }));
    expect([...whys, ...answers, ...others.loops].flatMap(styleOf)).toEqual([]);
  });
});
