import { describe, expect, it } from 'vitest';
import { readChapters } from '../../site/chapters/chapter.ts';
import { chapterProblems } from '../../site/chapters/check.ts';
import type { Known } from '../../site/chapters/known.ts';
import { sectionsOf } from '../../site/chapters/pairs.ts';
import { describe as line } from '../../site/content/yaml.ts';
import { chapterOf, EN, FOLDER, KNOWN, type Parts, textsOf, ZH } from './fixture.ts';

function problems(parts: Parts, known: Known = KNOWN): string {
  const { chapters, problems } = readChapters(textsOf(parts));
  return [...problems, ...chapterProblems(chapters, known)].map(line).join('\n');
}

const BESIDE =
  '<Beside grown="Loop.turn" symbol="PollIOLoop.turn" file="loop/core/poll-ioloop.ts" />';
const VALUE = '<Value figure="wake-cost" where="poller=epoll idle=10" column="cost" />';

/** The same change to both languages. */
const both = (from: string, to: string): Parts => ({
  zh: ZH.replace(from === 'See' ? '见' : from, to.replace('See', '见')),
  en: EN.replace(from, to),
});

describe('a chapter', () => {
  it('is sound', () => {
    expect(problems({})).toBe('');
  });

  it.each<[string, Parts, string]>([
    ['a missing language', { en: '' }, `${FOLDER}/en.mdx: is missing`],
    [
      'a missing title',
      { meta: { title: '{ zh: 一 }' } },
      'chapter.yaml:1: title.en is missing',
    ],
    [
      'an unknown field',
      { meta: { colour: 'red' } },
      'chapter.yaml:10: unknown field "colour"',
    ],
    ['a text too short', { zh: '短。' }, 'zh.mdx: 1 characters: a chapter has 800'],
    ['no question', both('<Ask replay="next-turn" question={0} />', ''), 'no <Ask>'],
    [
      'nothing to look at',
      both('<Replay id="next-turn" />', ''),
      'no <Replay>, <Twin>',
    ],
    ['no step of the grown program', both('<Grow />', ''), 'no <Grow>'],
    ['no comparison', both(BESIDE, ''), 'no <Beside>'],
    [
      'two lines to remember',
      { meta: { remember: '{ zh: [一, 二], en: [a, b] }' } },
      'remember.zh',
    ],
    [
      'being too long',
      both('## ', `${'<Twin id="next-turn~no-snapshot" />\n\n'.repeat(8)}## `),
      'minutes: a chapter takes 12',
    ],
    ['no tests', { meta: { tests: '[]' } }, 'chapter.yaml names no tests'],
    ['a term linked twice', both('## ', '<Term id="callback">a</Term>\n\n## '), 'once'],
  ])('is refused for %s', (_, parts, says) => {
    expect(problems(parts)).toContain(says);
  });

  it.each<[string, Parts, string]>([
    ['note', both('the-queue', 'the-qeue'), 'no note the-qeue; nearest: the-queue'],
    [
      'replay',
      both('"next-turn" />', '"next" />'),
      'zh.mdx:7: <Replay id=next>: no replay',
    ],
    ['question', both('{0}', '{1}'), 'next-turn has 1 questions'],
    [
      'part of its stage',
      both('"Loop.turn"', '"Loop.tern"'),
      'no part Loop.tern; nearest',
    ],
    [
      'chapter',
      both('See', 'See <Chapter id="lost-line" />'),
      'no chapter lost-line; nearest: last-line',
    ],
    [
      'row of a figure',
      both('See', `See ${VALUE.replace('10', '11')}`),
      '0 rows have poller=epoll idle=11',
    ],
    [
      'column of a figure',
      both('See', `See ${VALUE.replace('"cost"', '"price"')}`),
      'no column price',
    ],
    [
      'drawing',
      both('## ', '<Kernel id="opoll" />\n\n## '),
      'no drawing opoll; nearest: epoll',
    ],
    ['thing to do now', { meta: { now: 'nothing' } }, 'no exercise nothing'],
    ['behaviour', both('{39}', '{390}'), '<B n=390>: no behaviour B390'],
    ['exercise', { meta: { exercises: '[none]' } }, 'chapter.yaml: no exercise none'],
    ['test', { meta: { tests: '[test/x.test.ts]' } }, 'no test file test/x.test.ts'],
    ['twin', both('<Replay id="next-turn"', '<Twin id="next-turn~no"'), 'no twin no'],
    ['term', both('"callback"', '"calback"'), 'content/glossary.yaml calback; nearest'],
    [
      'symbol',
      both(
        'note="the-queue"',
        'symbol="PollIOLoop.tern" file="loop/core/poll-ioloop.ts"',
      ),
      'no symbol PollIOLoop.tern in loop/core/poll-ioloop.ts; nearest: PollIOLoop.turn',
    ],
    [
      'symbol of a size to read',
      both('note="the-queue"', 'symbol="PollIOLoop" file="loop/core/poll-ioloop.ts"'),
      'PollIOLoop has 220 lines',
    ],
  ])('is refused where it refers to no %s', (_, parts, says) => {
    expect(problems(parts)).toContain(says);
  });

  it('may refer to what nobody has begun to make', () => {
    const nothing = { replays: undefined, exercises: undefined, terms: undefined };
    const parts = both('"next-turn" />', '"not-yet" />');
    expect(problems(parts, { ...KNOWN, ...nothing })).toBe('');
  });
});

describe('parity', () => {
  it.each<[string, Parts, string]>([
    [
      'another block',
      { en: EN.replace('the-queue', 'other') },
      'en.mdx:5 has <Code note=',
    ],
    ['a block less', { en: EN.replace('<Code note="the-queue" />', '') }, 'same order'],
    ['a section more', { en: `${EN}\n## More\n\nText.` }, 'zh.mdx has 1 sections (##)'],
    ['an item less', { en: EN.replace('<B n={39} />', 'it') }, 'lacks <B n=39>'],
  ])('is broken by %s in one language', (_, parts, says) => {
    expect(problems(parts)).toContain(says);
  });

  it('leaves the order within a sentence to the language', () => {
    const zh = ZH.replace('见 <B n={39} />', '见 <B n={39} /> 和 <B n={40} />');
    const en = EN.replace('See <B n={39} />', 'See <B n={40} />, and <B n={39} />');
    expect(problems({ zh, en })).toBe('');
  });

  it('asks for both texts to be read again when one has changed', () => {
    const texts = textsOf();
    texts[`${FOLDER}/zh.mdx`] += '再说一句。\n';
    const { chapters } = readChapters(texts);
    const said = chapterProblems(chapters, KNOWN).map(line).join('\n');
    expect(said).toContain('zh.mdx changed since they were compared');
    expect(said).toContain('npm run chapters -- accept callbacks');
    expect(problems({ unsigned: true })).toContain('nobody has compared');
  });

  it('does not ask for it when only white space has', () => {
    const texts = textsOf();
    texts[`${FOLDER}/zh.mdx`] += '\n\n';
    expect(chapterProblems(readChapters(texts).chapters, KNOWN)).toEqual([]);
  });
});

describe('sectionsOf', () => {
  it('has what both languages share once, and puts their prose side by side', () => {
    const [opening, answer] = sectionsOf(chapterOf());
    const kinds = opening?.pieces.map((piece) =>
      'block' in piece ? piece.block.name : Object.keys(piece.prose).join('+'),
    );
    expect(kinds).toEqual(['zh+en', 'Grow', 'Code', 'Replay', 'Ask', 'Beside']);
    expect(opening?.id).toBe('s0');
    expect(answer?.id).toBe('s1');
    expect(answer?.heading?.en.children?.[0]?.value).toBe('The answer');
  });
});
