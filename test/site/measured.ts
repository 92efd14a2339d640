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
