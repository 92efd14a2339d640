import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import figures from '../../content/benchmarks/figures.json' with { type: 'json' };
import { hasSystemCall } from '../../loop/node/sys.ts';
import { FIGURES } from '../../site/benchmarks/figures/ids.ts';
import { measure } from './figures.ts';
import { has } from './peers.ts';

const possible = hasSystemCall('epoll_wait') && has('cc');
const keys = (rows: readonly object[]) => new Set(rows.flatMap(Object.keys));

const DEADLINE = 20_000; // ms: programs start programs

describe.skipIf(!possible)(
  'a program that measures a figure',
  { timeout: DEADLINE },
  () => {
    it.for(FIGURES)('%s prints rows like those that are published', async (id) => {
      const rows = await measure(id, ['--tiny']);
      expect(rows.length).toBeGreaterThan(0);
      expect(keys(rows)).toEqual(keys(figures[id].rows));
      for (const value of rows.flatMap(Object.values)) {
        expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
      }
    });
  },
);

describe('npm run figures', () => {
  it('names the figures there are, when asked for another', () => {
    const args = ['test/bench/figures.ts', 'no-such-figure'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain(
      "No figure 'no-such-figure'. Known: wait-three-ways, wake",
    );
  });

  it('has measured each of them, on a machine that it names', () => {
    expect(Object.keys(figures).sort()).toEqual([...FIGURES].sort());
    for (const { machine } of Object.values(figures)) {
      expect(machine.kernel).toMatch(/Linux \d/);
      expect(machine.node).toMatch(/^v\d+/);
      expect(machine.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});
