import { describe, expect, it } from 'vitest';
import { diff } from '../../site/source/notes/command/diff.ts';

function shown(before: string, after: string): string {
  const lines = diff(before.split(' '), after.split(' '));
  return lines.map(({ sign, text }) => sign + text).join('|');
}

describe('diff', () => {
  it('shows what has gone before what has come', () => {
    expect(shown('a b c', 'a x c')).toBe(' a|-b|+x| c');
  });

  it('shows two lines around a change, and one mark for each stretch left out', () => {
    expect(shown('1 2 3 4 5 x 6 7 8 9', '1 2 3 4 5 6 7 8 9')).toBe(
      '…| 4| 5|-x| 6| 7|…',
    );
    expect(shown('x 1 2 3 4 5 6 7 y', '1 2 3 4 5 6 7')).toBe('-x| 1| 2|…| 6| 7|-y');
  });

  it('shows one mark when nothing has changed but comments elsewhere', () => {
    expect(shown('a b c', 'a b c')).toBe('…');
  });
});
