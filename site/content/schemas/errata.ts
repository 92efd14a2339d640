/** content/errata.yaml: what the article says, claim by claim, and what is so. */

import { z } from 'zod';
import { list, pair, pairIn, text, texts } from '../shapes.ts';

export const VERDICTS = ['wrong', 'imprecise', 'right', 'open'] as const;

const claim = z.strictObject({
  id: z.int(),
  verdict: z.enum(VERDICTS),
  claim: pair,
  truth: pair,
  man: texts,
  source: list(
    z.string().regex(/^\S+ \S+ \S+$/, 'is not a project, a file and a symbol'),
  ),
  test: list(z.string().regex(/^test\/\S+\.ts: \S/, 'is not a file and a name')),
  note: texts,
  behaviour: list(z.int()),
  replay: texts,
  chapter: texts,
});

const section = z.strictObject({ id: text, ...pairIn, claims: z.array(claim) });
const lost = z.strictObject({ id: text, ...pairIn, ours: text.optional() });

const part = z.strictObject({
  id: text,
  ...pairIn,
  text: z
    .strictObject({ zh: z.array(text), en: z.array(text) })
    .refine(({ zh, en }) => zh.length === en.length, 'has more of one language'),
});

const file = z.strictObject({
  sections: z.array(section),
  lost: z.array(lost),
  answer: z.strictObject({ claim: z.int(), parts: z.array(part) }),
});

export type Claim = z.output<typeof claim>;
export type Errata = z.output<typeof file>;

/** It has the claims from 1 to `last`, each once. */
export const errata = (last: number) =>
  file.superRefine(({ sections }, { addIssue }) => {
    const ids = sections.flatMap(({ claims }) => claims.map(({ id }) => id));
    const say = (message: string) => addIssue({ code: 'custom', path: [], message });
    for (let id = 1; id <= last; id++) if (!ids.includes(id)) say(`${id} is missing`);
    for (const [i, id] of ids.entries()) {
      if (id < 1 || id > last) say(`there is no claim ${id}`);
      if (ids.indexOf(id) < i) say(`${id} is there twice`);
    }
  });
