/** signal(7) leaves open which thread takes a signal; here is what Linux does. */

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { compile } from '../bench/compile.ts';

const SOURCE = 'test/native/fixtures/signal-target.c';
const MANY = 1000;

/** How many signals the main thread took, and how many the four others. */
function taken(others: 'idle' | 'busy'): { main: number; others: number } {
  const told = execFileSync(compile(SOURCE), [`${MANY}`, others], { encoding: 'utf8' });
  return JSON.parse(told);
}

describe.runIf(process.platform === 'linux')('kill(2), of a whole process', () => {
  it.each(['idle', 'busy'] as const)(
    'is taken by the main thread while the other threads are %s',
    (others) => {
      const { main, others: byOthers } = taken(others);
      // The kernel looks at the main thread first. It passes it over only where one is
      // still pending there and the thread is not on a CPU: seldom, on a busy machine.
      expect(byOthers).toBeLessThan(MANY / 20);
      expect(main).toBeGreaterThan(MANY / 10); // a pending one does not queue
    },
  );
});
