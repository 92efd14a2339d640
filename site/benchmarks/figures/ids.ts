/** The figures that `npm run figures` measures, one after the other. */

export const FIGURES = [
  'wait-three-ways',
  'wake-cost',
  'epoll-thresholds',
  'level-edge',
  'heap-cost',
  'compaction-cost',
  'blocked-latency',
  'signal-sleep',
  'connections',
] as const;

export type FigureId = (typeof FIGURES)[number];
