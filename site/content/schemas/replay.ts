/** content/replays/NN-slug/replay.yaml: what is told about a scenario, and asked. */

import { z } from 'zod';
import { ids, pair, text } from '../shapes.ts';

/** A step, by the line it stands on: the nth visit, of the whole run or of one turn. */
const where = z.strictObject({
  file: text,
  quote: text,
  turn: z.int().positive().optional(),
  occurrence: z.int().positive().default(1),
});

const question = z.strictObject({
  at: where,
  kind: z.enum(['next-callback', 'poll-timeout', 'ready-fds']),
  text: pair,
  note: text,
});

const twin = z.strictObject({
  id: text,
  patch: z.string().endsWith('.patch', 'is not a .patch'),
  title: pair,
  about: pair,
});

export const replay = z.strictObject({
  title: pair,
  about: pair,
  chapter: text,
  backEnd: z.enum(['simulated', 'epoll', 'hosted']),
  /** Symbols that are usually left out, and are shown here. */
  show: ids,
  /** Symbols that are stepped over here, with all that they call. */
  over: ids,
  questions: z.array(question).default([]),
  twins: z.array(twin).default([]),
});

export type ReplayFile = z.output<typeof replay>;
export type Where = z.output<typeof where>;
export type AskedQuestion = z.output<typeof question>;
