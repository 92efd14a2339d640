/** content/behaviours.yaml: what the loop does, in sections, each item with a number. */

import { z } from 'zod';
import { pair, pairIn, rule, text } from '../shapes.ts';

const item = z.strictObject({ item: z.int(), ...pairIn, differs: pair.optional() });
const section = z.strictObject({ id: text, ...pairIn, items: z.array(item) });

export type Item = z.output<typeof item>;
export type Section = z.output<typeof section>;

/** It has the items from 1 to `last`, each once. */
export const behaviours = (last: number) =>
  z.array(section).check(
    rule<Section>((sections, complain) => {
      const at = sections.flatMap((section, s) =>
        Array.from(
          section?.items ?? [],
          (each, i) => [[s, 'items', i], each?.item] as const,
        ),
      );
      const given = at.map(([, number]) => number);
      for (const [i, [path, number]] of at.entries()) {
        if (number === undefined) continue;
        if (number < 1 || number > last)
          complain(path.slice(), `does not exist: they go from 1 to ${last}`);
        if (given.indexOf(number) < i)
          complain(path.slice(), 'is there more than once');
      }
      for (let number = 1; number <= last; number++)
        if (!given.includes(number)) complain([], `B${number} is missing`);
    }),
  );
