/** What stands in an exercise.yaml. */

import { z } from 'zod';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const hints = z.array(z.string().min(1)).min(2).max(4);

export const schema = z.strictObject({
  kind: z
    .enum(['fix', 'write', 'predict'])
    .describe('fix a bug, write what is missing, or predict what a run does'),
  after: z.string().describe('the chapter it comes after, by its slug'),
  title: words,
  about: words.describe('one sentence, for the list of exercises'),
  edits: z
    .string()
    .describe(
      'a file in start/ and solution/; or `loop/core/poll-ioloop.ts PollIOLoop.turn`, a ' +
        'symbol of the loop, into which start.patch plants the bug',
    ),
  to: z.string().optional().describe('the last symbol, if it is a stretch of several'),
  shows: z.array(z.string()).default([]).describe('files to read beside the brief'),
  standIns: z
    .record(z.string(), z.string())
    .default({})
    .describe('what is there in place of a file that needs Node or a kernel'),
  behaviours: z.array(z.number().int()).default([]),
  notes: z.array(z.string()).default([]).describe('ids of the notes that explain'),
  hints: z.strictObject({ zh: hints, en: hints }),
  explanation: words.describe(
    'shown when it is solved: why, and where the loop does so',
  ),
});

export type Described = z.infer<typeof schema>;
