/** content/others.yaml: the same worries put to several loops. Each answers each. */

import { z } from 'zod';
import { behaviours, pair, pairIn, text, texts } from '../shapes.ts';

const loop = z.strictObject({
  id: text,
  name: text,
  read: z.coerce.string(), // the version that was read; empty for ours
  ...pairIn,
});

const answer = z
  .strictObject({
    short: z
      .union([text, pair])
      .transform((short) =>
        typeof short === 'string' ? { zh: short, en: short } : short,
      ),
    ...pairIn,
    source: texts, // 'src/ae.c aeProcessEvents'
    ours: texts, // 'loop/core/poller.ts waitMilliseconds'
    behaviour: behaviours,
  })
  .refine(
    ({ source, ours }) => source.length + ours.length > 0,
    'says not where it is from',
  );

const worry = z.strictObject({
  id: text,
  ...pairIn,
  why: pair,
  answers: z.record(z.string(), answer),
});

export const others = z
  .strictObject({ loops: z.array(loop), worries: z.array(worry) })
  .superRefine(({ loops, worries }, { addIssue }) => {
    const known = loops.map(({ id }) => id);
    for (const [i, { answers }] of worries.entries()) {
      const given = Object.keys(answers);
      const say = (message: string) =>
        addIssue({ code: 'custom', path: ['worries', i], message });
      for (const id of known) if (!given.includes(id)) say(`has nothing of ${id}`);
      for (const id of given) if (!known.includes(id)) say(`no loop is called ${id}`);
    }
  });

export type Loop = z.output<typeof loop>;
export type Answer = z.output<typeof answer>;
export type Worry = z.output<typeof worry>;
export type Others = z.output<typeof others>;
