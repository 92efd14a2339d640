import { describe, expect, it } from 'vitest';
import { score, WIDE } from '../../site/score/score.ts';
import { ending, written } from '../../site/score/turns.ts';
import { conceptOf, conceptsByName } from '../../site/source/concept-words.ts';

describe('A name that stands for a concept', () => {
  it('is known by its word, private or not', () => {
    expect(conceptOf('#runCallbacks')).toBe('callback');
    expect(conceptOf('epoll_wait')).toBe('sleep');
    expect(conceptOf('toString')).toBeUndefined();
  });

  it('is refused when no source has it', () => {
    const words = { sleep: ['epollWait', 'poll'], handler: ['epollCtl'] };
    expect(() => conceptsByName(words, ['poll(); epoll_wait();'])).toThrow(
      'concept-words.ts: in no source: epollWait, epollCtl',
    );
  });
});

describe('A sleep without end', () => {
  const poll = { timeout: written(Infinity), start: 0, end: 5, ready: [] };

  it('survives JSON, and is drawn as ∞', () => {
    const turn = { callbacks: [], timeouts: [], poll, handlers: [] };
    const copy = JSON.parse(JSON.stringify(turn));
    expect(score([copy], WIDE).values).toMatchObject([{ text: '∞' }]);
  });

  it('ends early whenever something is ready', () => {
    expect(ending({ ...poll, ready: [[7, 1]] })).toBe('early');
  });
});
