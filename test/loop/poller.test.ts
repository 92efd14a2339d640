import { describe, expect, it } from 'vitest';
import { waitMilliseconds } from '../../loop/core/poller.ts';

describe('waitMilliseconds', () => {
  it.each([
    [0, 0],
    [0.4, 1],
    [1, 1],
    [1.001, 2],
    [-5, 0],
    [Infinity, -1],
    [1e12, 0x7fff_ffff],
  ])('makes of %d the kernel’s %d: always up, never down [B76]', (timeout, wait) => {
    expect(waitMilliseconds(timeout)).toBe(wait);
  });
});
