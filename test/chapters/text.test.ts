import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../site/chapters/measure.ts';
import { blocksOf, readText } from '../../site/chapters/text.ts';

const faults = (mdx: string) =>
  readText(mdx).faults.map(({ line, text }) => `${line}: ${text}`);

describe('readText', () => {
  it('cuts a text into sections at ##, and sections into prose and blocks', () => {
    const text = readText(
      'A.\n\n<Code note="x" />\n\nB.\n\n## C\n\nD <B n={1} />.\n\nE.',
    );
    expect(text.faults).toEqual([]);
    const [opening, section] = text.sections;
    expect(opening?.heading).toBeNull();
    expect(opening?.pieces.map((piece) => Object.keys(piece)[0])).toEqual([
      'prose',
      'block',
      'prose',
    ]);
    expect(opening && blocksOf(opening)[0]).toMatchObject({ name: 'Code', line: 3 });
    expect(section?.inline).toMatchObject([{ name: 'B', props: { n: 1 } }]);
    expect(section?.pieces).toHaveLength(1);
  });

  it.each([
    ['a component that there is not', 'A.\n\n<Card />', '3: no component <Card>'],
    ['an import', 'import A from "b"\n\nA.', '1: no import and no export'],
    ['an expression', 'A {1 + 1}.', '1: no expression in braces'],
    ['typed-in code', 'A.\n\n```ts\nlet a;\n```', '3: code is drawn from the source'],
    ['an image', 'A ![b](c.png).', '1: no image'],
    ['a part of a section', '### A', '1: a section begins with ##'],
    ['a block in a sentence', 'A <Replay id="x" /> b.', '1: <Replay> stands alone'],
    ['a property too few', '<Replay />', '1: <Replay> needs id'],
    ['a property too many', '<Replay id="a" to="b" />', '1: <Replay> has no to'],
    ['a text for a number', 'A <B n="1" />.', '1: <B>: write n={1}'],
    ['a term without words', 'A <Term id="x" />.', '1: <Term> has no words'],
    ['code with neither note nor symbol', '<Code file="x.ts" />', '1: <Code> needs'],
    ['what is not MDX', 'A.\n\nB <', '3: '],
  ])('refuses %s, with its line', (_, mdx, says) => {
    expect(faults(mdx).join('\n')).toContain(says);
  });

  it('takes commands to be typed by the reader', () => {
    expect(faults('A.\n\n```sh\nnpm start\n```')).toEqual([]);
  });
});

describe('lengthOf', () => {
  it('counts Han characters, and a Latin word for one', () => {
    expect(lengthOf(readText('调用 `start()` 三次，等 epoll。'), 'zh')).toBe(7);
  });

  it('counts English words, and no blocks', () => {
    const mdx = 'One *two* `three.four()`.\n\n<Code note="x" />\n\n## Five';
    expect(lengthOf(readText(mdx), 'en')).toBe(4);
  });
});
