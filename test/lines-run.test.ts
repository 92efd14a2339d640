import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromRanges, toRanges } from '../site/tests/ranges.ts';
import { linesRun, merge } from './lines-run.ts';

const FILE = 'loop/core/poller.ts';
const source = readFileSync(FILE, 'utf8');
const url = pathToFileURL(FILE).href;

/** What V8 says of a function: the whole of it first, then the blocks inside. */
function counted(...ranges: [from: string, to: string, count: number][]) {
  const at = (text: string) => source.indexOf(text);
  return {
    functionName: '',
    isBlockCoverage: true,
    ranges: ranges.map(([from, to, count]) => ({
      startOffset: at(from),
      endOffset: at(to) + to.length,
      count,
    })),
  };
}

describe('linesRun', () => {
  const lines = source.split('\n');
  const nonEmpty = lines.flatMap((line, i) => (line.trim() ? [i + 1] : []));

  it('takes every line of what ran, but for the empty ones', () => {
    const all = counted([lines[0] as string, lines.at(-2) as string, 1]);
    const whole = { ...all, ranges: [{ startOffset: 0, endOffset: 1e6, count: 1 }] };
    expect(linesRun({ scriptId: '1', url, functions: [whole] })).toEqual({
      [FILE]: nonEmpty,
    });
  });

  it('leaves out a block inside that did not run', () => {
    const first = lines.findIndex((line) => line.startsWith('export function'));
    const end = lines.findIndex((line, i) => i > first && line === '}');
    const head = lines[first] as string;
    const body = lines.slice(first + 1, end).join('\n');
    const whole = lines.slice(first, end + 1).join('\n');
    const ran = counted([whole, whole, 3], [body, body, 0]);
    const found = linesRun({ scriptId: '1', url, functions: [ran] })[FILE];
    expect(head).toBeTruthy();
    expect(found).toEqual([first + 1, end + 1]);
  });

  it('asks nothing of a query that the loader put behind the address', () => {
    const found = linesRun({ scriptId: '1', url: `${url}?t=1`, functions: [] });
    expect(found).toEqual({ [FILE]: [] });
  });
});

describe('merge', () => {
  it('has each line once, in order, whichever thread ran it', () => {
    const parts = [{ a: [3, 1] }, { a: [2, 3], b: [] }];
    expect(merge(parts)).toEqual({ a: [1, 2, 3] });
  });
});

describe('ranges', () => {
  it('say the same as the numbers', () => {
    const lines = [1, 3, 4, 5, 9];
    expect(toRanges(lines)).toBe('1 3-5 9');
    expect(fromRanges('1 3-5 9')).toEqual(lines);
  });
});
