import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import results from '../../content/benchmarks/results.json' with { type: 'json' };
import type { Row } from '../../site/benchmarks/figures/chart.ts';
import { TARGETS } from '../../site/benchmarks/targets.ts';

type Results = Record<string, { rows: Row[]; machine: { date: string } }>;

const parts = Object.entries(results as Results);

describe.each(['zh', 'en'])('the benchmarks page, %s', (lang) => {
  const html = readFileSync(`dist/${lang}/benchmarks/index.html`, 'utf8');
  const { document } = parseHTML(html);
  const cells = [...document.querySelectorAll('td')].map((cell) => cell.textContent);

  it.each(parts)('shows every median of %s that is in the results file', (_, part) => {
    const measured = part.rows.filter((row) => 'cost' in row && 'min' in row);
    for (const { cost } of measured) {
      expect(cells).toContain(Number(cost).toLocaleString('en'));
    }
    expect(html).toContain(part.machine.date);
  });

  it('says of every target whether it was reached', () => {
    const rows = [...document.querySelectorAll('.targets tbody tr')];
    const verdicts = rows.map((row) => row.lastElementChild?.textContent?.trim()[0]);
    const expected = TARGETS.map(({ part, ratio, limit }) => {
      const value = ratio((results as Results)[part]?.rows ?? []);
      if (Number.isNaN(value)) return lang === 'zh' ? '没' : 'n';
      return value <= limit ? '✓' : '✗';
    });
    expect(verdicts).toEqual(expected);
  });

  it('has a name and a table for every drawing', () => {
    const drawings = [...document.querySelectorAll('svg.plot')];
    expect(drawings.length).toBeGreaterThan(0);
    for (const drawing of drawings) {
      expect(drawing.getAttribute('role')).toBe('img');
      expect(drawing.querySelector('title')?.textContent).not.toBe('');
      expect(drawing.closest('.figure')?.querySelector('table')).not.toBeNull();
    }
  });
});
