/** What a recording must look like, whoever made it: checked before it is kept or shown. */

import { z } from 'zod';
import { STAVES } from '../ui/concepts.ts';
import type { Recording } from './recording.ts';

const index = z.int().nonnegative();
const fd = z.int();
const ms = z.number();
const name = z.string().min(1);

const state = z.strictObject({
  now: ms,
  turn: index,
  phase: z.enum(STAVES).nullable(),
  callbacks: z.array(name),
  batch: z.array(name),
  timeouts: z.array(
    z.strictObject({ id: index, name, deadline: ms, cancelled: z.boolean() }),
  ),
  interests: z.array(z.strictObject({ fd, what: name, events: index, handler: name })),
  ready: z.array(z.strictObject({ fd, events: index })),
  timeout: ms.nullable(),
  running: name.nullable(),
  stopped: z.boolean(),
});

const call = z.strictObject({
  name,
  args: z.array(z.string()),
  result: z.string(),
  errno: z.string().optional(),
  start: ms,
  end: ms,
});

const ran = z.strictObject({ name, step: index, start: ms, end: ms });

const turn = z.strictObject({
  first: index,
  callbacks: z.array(ran),
  timeouts: z.array(ran),
  poll: z
    .strictObject({
      step: index,
      timeout: ms,
      start: ms,
      end: ms,
      ready: z.array(z.tuple([fd, index])),
    })
    .optional(),
  handlers: z.array(ran),
});

const step = z.strictObject({
  file: index,
  line: z.int().positive(),
  symbol: index,
  depth: index,
  state: state.partial().optional(),
  calls: z.array(call).optional(),
  printed: z.string().optional(),
});

const recording = z.strictObject({
  id: name,
  backEnd: name,
  node: name,
  kernel: name,
  files: z.array(name),
  symbols: z.array(name),
  start: state,
  steps: z.array(step).min(1),
  turns: z.array(turn),
});

/** Throws a ZodError that says which field of which step is wrong. */
export function checked(value: unknown): Recording {
  return recording.parse(value) as Recording;
}
