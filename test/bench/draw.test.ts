import { describe, expect, it } from 'vitest';
import type { Bars, Lines } from '../../site/benchmarks/figures/chart.ts';
import { digits, duration, same } from '../../site/benchmarks/figures/chart.ts';
import { draw, named } from '../../site/benchmarks/figures/draw.ts';

const rows = [
  { size: 1, cost: 0.123_456, way: 'a' },
  { size: 1000, cost: 2000, way: 'b' },
];
const bars: Bars = {
  kind: 'bars',
  name: same('ms'),
  value: 'cost',
  label: (row) => ({ zh: `甲${row.way}`, en: `way ${row.way}` }),
  say: duration,
  tone: () => 'timeout',
};
const lines: Lines = {
  kind: 'lines',
  x: { key: 'size', name: same('n'), log: true },
  y: { key: 'cost', name: same('ms') },
  series: [{ name: same('one'), tone: 'handler', shape: 'circle' }],
};

describe('a drawing', () => {
  it('carries no style of its own, which the page would refuse', () => {
    for (const chart of [bars, lines])
      expect(draw(chart, rows, 'wide')).not.toContain('<style');
  });

  it('has its words in both languages, of which the page shows one', () => {
    const svg = draw(bars, rows, 'narrow');
    expect(svg).toContain('<tspan class="ui" lang="zh">甲a</tspan>');
    expect(svg).toContain('<tspan class="ui" lang="en">way b</tspan>');
  });

  it('takes its colours from the page, so that they follow day and night', () => {
    expect(draw(bars, rows, 'wide')).toContain('var(--timeout)');
    expect(draw(lines, rows, 'wide')).toContain('var(--handler)');
  });

  it('says its numbers in full, but not where only pixels are meant', () => {
    const svg = draw(bars, rows, 'wide');
    expect(svg).toContain('>123 µs<');
    expect(svg).not.toMatch(/="[^"]*\.\d\d/);
  });

  it('names only the powers of ten that lie on its scale', () => {
    const svg = draw(lines, rows, 'wide');
    expect(svg).toContain('>100<');
    expect(svg).not.toContain('>10,000<');
  });

  it('has a name for those who hear it', () => {
    const svg = named(draw(lines, rows, 'wide'), 'a < b');
    expect(svg).toMatch(/^<svg[^>]* role="img"><title>a &lt; b<\/title>/);
  });
});

describe('a number', () => {
  it('is written with the digits that count, and a unit that fits', () => {
    expect(duration(0.0123)).toBe('12 µs');
    expect(duration(17.4)).toBe('17 ms');
    expect(duration(971)).toBe('971 ms');
    expect(duration(1000)).toBe('1 s');
    expect(digits(12_345)).toBe('12,345');
  });
});
