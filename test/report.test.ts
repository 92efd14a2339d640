import { describe, expect, it } from 'vitest';
import {
  BEHAVIOURS,
  behaviourLine,
  summary,
  type TestOutcome,
} from '../site/tests/report.ts';

/** A test that cites all items from `first` to `last`. */
function test(state: TestOutcome['state'], first: number, last: number): TestOutcome {
  const behaviour = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const place = { id: '', file: 'test/x.test.ts', line: 1, suite: [], name: '', ms: 0 };
  return { ...place, state, behaviour, output: [], errors: [] };
}

describe('The end of a run', () => {
  it('counts the behaviours that a passing test cites, each once', () => {
    const tests = [test('passed', 1, 100), test('passed', 50, BEHAVIOURS)];
    expect(behaviourLine(tests, [9, 16])).toBe(
      `${BEHAVIOURS} of ${BEHAVIOURS} behaviours are covered by tests that passed, ` +
        '2 explained in content/map.yaml; none is left out',
    );
  });

  it('does not count what only failed or skipped tests cite, and names it', () => {
    const [n, last] = [BEHAVIOURS - 3, BEHAVIOURS];
    const tests = [test('passed', 1, n), test('failed', n, n + 1)];
    const line = behaviourLine([...tests, test('skipped', n + 2, last)], [last]);
    expect(line).toContain(`${n} of ${last} behaviours`);
    expect(line).toMatch(
      `1 explained in content/map.yaml; ${n + 1}, ${n + 2} left out`,
    );
  });

  it('names nothing when only some of the tests have run', () => {
    expect(behaviourLine([test('passed', 1, 2)], [])).toMatch(/^2 of .*map\.yaml$/);
  });

  it('is a line that says how many passed and failed, and nothing else', () => {
    const tests = [test('passed', 1, 1), test('passed', 1, 1), test('failed', 1, 1)];
    expect(summary(tests)).toBe('2 passed, 1 failed');
    expect(summary([...tests, test('skipped', 1, 1)])).toMatch(/, 1 skipped$/);
  });
});
