/** The figures, by their ids. What each shows and says is in a file of its own. */

import type { Spec } from './chart.ts';
import type { FigureId } from './ids.ts';
import { blockedLatency } from './specs/blocked-latency.ts';
import { compactionCost } from './specs/compaction-cost.ts';
import { connections } from './specs/connections.ts';
import { epollThresholds } from './specs/epoll-thresholds.ts';
import { heapCost } from './specs/heap-cost.ts';
import { levelEdge } from './specs/level-edge.ts';
import { signalSleep } from './specs/signal-sleep.ts';
import { waitThreeWays } from './specs/wait-three-ways.ts';
import { wakeCost } from './specs/wake-cost.ts';

export const specs: Record<FigureId, Spec> = {
  'wait-three-ways': waitThreeWays,
  'wake-cost': wakeCost,
  'epoll-thresholds': epollThresholds,
  'level-edge': levelEdge,
  'heap-cost': heapCost,
  'compaction-cost': compactionCost,
  'blocked-latency': blockedLatency,
  'signal-sleep': signalSleep,
  connections,
};
