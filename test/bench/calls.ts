/** How often a function is called, as V8 counts it for those who measure coverage. */

import { Session } from 'node:inspector/promises';

export interface Function {
  readonly file: string; // how its path ends
  readonly name: string; // of a private method too: without the #
}

/**
 * Counts the calls while `run` runs. Slow: it is for counting, not for timing. Throws if
 * there are none: then the function has another name by now.
 */
export async function callsDuring(wanted: Function, run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true });
    run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    const count = result
      .filter(({ url }) => url.endsWith(wanted.file))
      .flatMap(({ functions }) => functions)
      .filter(({ functionName }) => functionName.replace('#', '') === wanted.name)
      .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
    if (count === 0) throw new Error(`No call of ${wanted.name} in ${wanted.file}`);
    return count;
  } finally {
    session.disconnect();
  }
}
