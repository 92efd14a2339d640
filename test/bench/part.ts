/**
 * A part of the benchmark. Most are made of jobs, each of which measures one contender
 * once: the contenders take turns, round after round, so that what the machine does
 * meanwhile falls on all of them alike.
 */

import { round, summary } from './statistics.ts';

export type Row = Record<string, number | string>;
export type Sample = Record<string, number>;

export interface Job {
  /** What is measured: the contender, the task, the size. */
  readonly labels: Row;
  run(): Promise<Sample>;
}

export interface Part {
  readonly id: string;
  readonly steps: number;
  /** Calls `step` after each of them. */
  measure(step: (name: string) => void): Promise<Row[]>;
}

/** Every job once, then every job once more, and so on. */
export function inTurns(
  id: string,
  jobs: Job[],
  rounds: number,
  close = async () => {},
): Part {
  async function measure(step: (name: string) => void): Promise<Row[]> {
    const samples: [Row, Sample][] = [];
    for (let round = 0; round < rounds; round++) {
      for (const { labels, run } of jobs) {
        samples.push([labels, await run()]);
        step(`${id}: ${Object.values(labels).join(' ')}`);
      }
    }
    await close();
    return rowsOf(samples);
  }
  return { id, steps: rounds * jobs.length, measure };
}

/** One row for each kind of job: medians of all that was measured, the ends of `cost`. */
export function rowsOf(samples: Iterable<readonly [Row, Sample]>): Row[] {
  const groups = Map.groupBy(samples, ([labels]) => JSON.stringify(labels));
  return [...groups.values()].map((group) => {
    const [labels, first] = group[0] as readonly [Row, Sample];
    const values = (key: string) => group.map(([, sample]) => sample[key] ?? 0);
    const medians = Object.keys(first).map((key) => {
      return [key, round(summary(values(key)).median)] as const;
    });
    const { min, max } = summary(values('cost'));
    return {
      ...labels,
      ...Object.fromEntries(medians),
      min: round(min),
      max: round(max),
    };
  });
}
