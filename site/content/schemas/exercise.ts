/** content/exercises/NN-slug/exercise.yaml */

import { z } from 'zod';
import { behaviours, ids, pair, text } from '../shapes.ts';

const hints = z.array(text).min(2).max(4);

export const exercise = z.strictObject({
  kind: z
    .enum(['fix', 'write', 'predict'])
    .describe('fix a bug, write what is missing, or predict what a run does'),
  after: z.string().describe('the chapter it comes after, by its slug'),
  title: pair,
  about: pair.describe('one sentence, for the list of exercises'),
  edits: z
    .string()
    .describe(
      'a file in start/ and solution/; or `loop/core/poll-ioloop.ts PollIOLoop.turn`, a ' +
        'symbol of the loop, into which start.patch plants the bug',
    ),
  to: z.string().optional().describe('the last symbol, if it is a stretch of several'),
  shows: ids.describe('files to read beside the brief'),
  standIns: z
    .record(z.string(), z.string())
    .default({})
    .describe('what is there in place of a file that needs Node or a kernel'),
  behaviours,
  notes: ids.describe('ids of the notes that explain'),
  hints: z.strictObject({ zh: hints, en: hints }),
  explanation: pair.describe(
    'shown when it is solved: why, and where the loop does so',
  ),
});

export type Described = z.output<typeof exercise>;
