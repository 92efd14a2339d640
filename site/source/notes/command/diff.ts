/** Two versions of some lines, one below the other, unchanged stretches cut short. */

import { diff as compare } from 'node:util';

const CONTEXT = 2;

export interface DiffLine {
  sign: '-' | '+' | ' ' | '…';
  text: string;
}

export function diff(before: string[], after: string[]): DiffLine[] {
  const lines = compare(before, after).map(([side, text]): DiffLine => {
    return { sign: side === 0 ? ' ' : side === 1 ? '-' : '+', text };
  });
  const near = lines.map((_, i) =>
    lines
      .slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1)
      .some(({ sign }) => sign !== ' '),
  );
  return lines.flatMap((line, i): DiffLine[] => {
    if (near[i]) return [line];
    return i === 0 || near[i - 1] ? [{ sign: '…', text: '' }] : [];
  });
}
