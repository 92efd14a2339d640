import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasSystemCall } from '../../loop/node/sys.ts';
import { overview } from './overview.ts';
import { missing, python } from './peers.ts';
import { report } from './wrk.ts';

function node(args: string[], env = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, args, options);
}

const DEADLINE = 20_000; // ms: programs start programs

describe.skipIf(!hasSystemCall('uv_poll'))(
  'npm run bench',
  { timeout: DEADLINE },
  () => {
    it('leaves out a peer that is not there, and says how to get it', () => {
      const folder = mkdtempSync(join(tmpdir(), 'ioloop-bench-'));
      const out = join(folder, 'results.json');
      const args = ['test/bench/bench.ts', '--quick', '--only', 'http', '--out', out];
      const { status, stdout } = node(args, { PATH: folder });
      expect(status).toBe(0);
      expect(stdout).toContain('Without wrk: apt install wrk');
      const { http } = JSON.parse(readFileSync(out, 'utf8'));
      expect(http.rows).toEqual([]); // without a load there is nothing to measure
      expect(http.missing).toContainEqual({ peer: 'wrk', hint: 'apt install wrk' });
      expect(http.machine.node).toBe(process.version);
      rmSync(folder, { recursive: true });
    });

    it.each([
      ['loop', 'fire'],
      ['loop', 'cancel'],
      ['hosted', 'chain'],
      ['node', 'fire'],
    ])('does what is measured: %s %s', (who, task) => {
      const { stdout } = node(['test/bench/programs/tasks.ts', who, task, '5']);
      expect(Number(stdout)).toBeGreaterThan(0);
    });

    it('names the parts there are, when asked for another', () => {
      const { status, stderr } = node(['test/bench/bench.ts', '--only', 'luck']);
      expect(status).not.toBe(0);
      expect(stderr).toContain("No part 'luck'. Known: http,timers");
    });
  },
);

describe('npm run bench:guard', () => {
  it('needs a commit to compare with', () => {
    const { status, stderr } = node(['test/bench/guard.ts', '--base', 'no-such-one']);
    expect(status).toBe(2);
    expect(stderr).toContain("No commit 'no-such-one'");
  });
});

describe('a peer', () => {
  it('that cannot be imported has no Python', () => {
    expect(python('no_such_module')).toBeNull();
    expect(missing('tornado').hint).toBe('apt install python3-tornado');
  });
});

describe('the load', () => {
  const line = (errors: number) =>
    `noise\nRESULT {"requests":10,"duration":2000000,"errors":${errors},"p50":1500,"p99":3000,"p999":4000}\n`;

  it('is read from the one line that our script prints', () => {
    const load = { requests: 10, seconds: 2, p50: 1.5, p99: 3, p999: 4 };
    expect(report(line(0))).toEqual(load);
  });

  it('counts for nothing if requests failed, or if it said nothing', () => {
    expect(() => report(line(3))).toThrow('3 requests failed');
    expect(() => report('')).toThrow('wrk reports nothing');
  });
});

describe('the overview', () => {
  it('compares each with the first at the same task', () => {
    const row = { task: 'fire', count: 10, min: 1, max: 9 };
    const lines = overview({
      timers: [
        { ...row, contender: 'loop', cost: 2 },
        { ...row, contender: 'node', cost: 3 },
        { ...row, count: 20, contender: 'node', cost: 5 },
      ],
    });
    expect(lines.map((line) => line.split('× ')[1])).toEqual([
      undefined,
      '1',
      '1.5',
      '1',
    ]);
  });
});
