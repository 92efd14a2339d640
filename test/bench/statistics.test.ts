import { describe, expect, it } from 'vitest';
import { rowsOf } from './part.ts';
import { median, quantile, round, summary } from './statistics.ts';

describe('what is said of many measurements', () => {
  it('is the one in the middle, or halfway between the two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 10, 4])).toBe(3);
  });

  it('does not depend on their order, and leaves it as it was', () => {
    const values = [3, 1, 2];
    expect(quantile(values, 0)).toBe(1);
    expect(quantile(values, 1)).toBe(3);
    expect(values).toEqual([3, 1, 2]);
  });

  it('lies between two of them where the part falls between two', () => {
    const percent = Array.from({ length: 101 }, (_, i) => i);
    expect(quantile(percent, 0.99)).toBe(99);
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });

  it('is the median with both ends, rounded to what counts', () => {
    expect(summary([2, 8, 4])).toEqual({ median: 4, min: 2, max: 8 });
    expect(round(1234.567)).toBe(1230);
    expect(round(0.012_345)).toBe(0.0123);
  });

  it('is nothing where nothing was measured', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('is one row for each contender and task, however the rounds were mixed', () => {
    const [ours, theirs] = [{ contender: 'loop' }, { contender: 'node' }];
    const rows = rowsOf([
      [ours, { cost: 1, user: 5 }],
      [theirs, { cost: 7, user: 5 }],
      [ours, { cost: 3, user: 6 }],
      [ours, { cost: 2, user: 7 }],
    ]);
    expect(rows).toEqual([
      { contender: 'loop', cost: 2, user: 6, min: 1, max: 3 },
      { contender: 'node', cost: 7, user: 5, min: 7, max: 7 },
    ]);
  });
});
