import { describe, expect, it } from 'vitest';
import { readReplayFile } from '../../site/replays/replay-file.ts';

const GOOD = `
title: { zh: 标题, en: A title }
about: { zh: 说明, en: What it shows }
chapter: callbacks
backEnd: simulated
`;

describe('replay.yaml', () => {
  it('needs both languages', () => {
    expect(readReplayFile('r.yaml', GOOD).title.zh).toBe('标题');
    const half = GOOD.replace('zh: 说明, ', '');
    expect(() => readReplayFile('r.yaml', half)).toThrow(/r\.yaml:[\s\S]*about\.zh/);
  });

  it('refuses a field that nothing reads, above all an answer', () => {
    const answered = `${GOOD}questions:
  - at: { file: loop/x.ts, quote: x }
    kind: poll-timeout
    text: { zh: 多久？, en: How long? }
    note: an-hour
    answer: 5`;
    expect(() => readReplayFile('r.yaml', answered)).toThrow(/"answer"/);
  });
});
