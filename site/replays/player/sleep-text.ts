/** The length of a sleep in a few letters. */

import { FOREVER } from '../../score/turns.ts';

const AN_HOUR = 3_600_000; // the longest that a loop sleeps

export function sleepText(ms: number): string {
  if (ms === FOREVER) return '∞';
  return ms === AN_HOUR ? '1 h' : `${ms} ms`;
}
