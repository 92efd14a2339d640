/** One page of each kind, below /zh/ and /en/: these are measured. */
export const MEASURED = [
  '',
  'source/loop/core/poll-ioloop.ts/',
  'replays/next-turn/',
  'chapters/one-turn/',
  'exercises/starved-socket/',
  'tests/loop/timeouts/',
  'behaviours/',
  'benchmarks/',
];

/** What is kept of a report of Lighthouse on one page. */
export interface Scores {
  page: string;
  performance: number; // of 100, as the next three
  accessibility: number;
  practices: number;
  seo: number;
  blocking: number; // ms, total blocking time
  paint: number; // ms, largest contentful paint
}
