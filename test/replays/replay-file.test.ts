import { describe, expect, it } from 'vitest';
import { replay } from '../../site/content/schemas/replay.ts';
import { readContent } from '../../site/content/yaml.ts';

const GOOD = `title: { zh: 标题, en: A title }
about: { zh: 说明, en: What it shows }
chapter: callbacks
backEnd: simulated
`;

const read = (text: string) => readContent('r.yaml', text, replay);

describe('replay.yaml', () => {
  it('needs both languages', () => {
    expect(read(GOOD).title.zh).toBe('标题');
    const half = GOOD.replace('zh: 说明, ', '');
    expect(() => read(half)).toThrow('r.yaml:2: about.zh is missing');
  });

  it('refuses a field that nothing reads, above all an answer', () => {
    const answered = `${GOOD}questions:
  - at: { file: loop/x.ts, quote: x }
    kind: poll-timeout
    text: { zh: 多久？, en: How long? }
    note: an-hour
    answer: 5`;
    expect(() => read(answered)).toThrow(
      'r.yaml:10: questions.0: unknown field "answer"',
    );
  });
});
