/** content/replays/NN-slug/replay.yaml: what is told about a scenario, and asked. */

import { parse } from 'yaml';
import { z } from 'zod';

const pair = z.strictObject({
  zh: z.string().trim().min(1),
  en: z.string().trim().min(1),
});

/** A step, by the line it stands on: the nth visit, of the whole run or of one turn. */
const where = z.strictObject({
  file: z.string(),
  quote: z.string().min(1),
  turn: z.int().positive().optional(),
  occurrence: z.int().positive().default(1),
});

const question = z.strictObject({
  at: where,
  kind: z.enum(['next-callback', 'poll-timeout', 'ready-fds']),
  text: pair,
  note: z.string(),
});

const twin = z.strictObject({
  id: z.string(),
  patch: z.string().endsWith('.patch'),
  title: pair,
  about: pair,
});

const replay = z.strictObject({
  title: pair,
  about: pair,
  chapter: z.string(),
  backEnd: z.enum(['simulated', 'epoll', 'hosted']),
  /** Symbols that are usually left out, and are shown here. */
  show: z.array(z.string()).default([]),
  /** Symbols that are stepped over here, with all that they call. */
  over: z.array(z.string()).default([]),
  questions: z.array(question).default([]),
  twins: z.array(twin).default([]),
});

export type ReplayFile = z.infer<typeof replay>;
export type Where = z.infer<typeof where>;
export type AskedQuestion = z.infer<typeof question>;
export type TwinFile = z.infer<typeof twin>;

/** Throws with the path of the file and of the field that is wrong. */
export function readReplayFile(path: string, text: string): ReplayFile {
  const { success, data, error } = replay.safeParse(parse(text));
  if (success) return data;
  throw new Error(`${path}: ${z.prettifyError(error)}`);
}
