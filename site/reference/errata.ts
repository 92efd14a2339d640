/**
 * The errata, content/errata.yaml: what the article says, claim by claim, and what is so.
 * It has the claims from 1 to 56, each once, in both languages and with a verdict.
 */

import { z } from 'zod';
import text from '../../content/errata.yaml?raw';
import { readContent, repeated, shape } from '../content/content-file.ts';

const PATH = 'content/errata.yaml';

export const CLAIMS = 56;
export const VERDICTS = ['wrong', 'imprecise', 'right', 'open'] as const;
export type Verdict = (typeof VERDICTS)[number];

const list = <T extends z.ZodType>(item: T) =>
  z
    .union([item, z.array(item)])
    .default([])
    .transform((value) => [value].flat() as z.output<T>[]);

const CLAIM = z.strictObject({
  id: z.int(),
  verdict: z.enum(VERDICTS),
  claim: shape.pair,
  truth: shape.pair,
  man: shape.texts,
  source: list(
    z.string().regex(/^\S+ \S+ \S+$/, 'is not a project, a file and a symbol'),
  ),
  test: list(z.string().regex(/^test\/\S+\.ts: \S/, 'is not a file and a name')),
  note: shape.texts,
  behaviour: list(z.int()),
  replay: shape.texts,
  chapter: shape.texts,
});

const SECTION = z.strictObject({
  id: shape.text,
  ...shape.pairIn,
  claims: z.array(CLAIM),
});

const LOST = z.strictObject({
  id: shape.text,
  ...shape.pairIn,
  ours: shape.text.optional(),
});

const PART = z.strictObject({
  id: shape.text,
  ...shape.pairIn,
  text: z
    .strictObject({ zh: z.array(shape.text), en: z.array(shape.text) })
    .refine(({ zh, en }) => zh.length === en.length, 'has more of one language'),
});

const ERRATA = z.strictObject({
  sections: z.array(SECTION),
  lost: z.array(LOST),
  answer: z.strictObject({ claim: z.int(), parts: z.array(PART) }),
});

export type Claim = z.output<typeof CLAIM>;
export type Errata = z.output<typeof ERRATA>;

/** Throws an error that says all that is wrong with the file. */
export function readErrata(yaml: string, last = CLAIMS): Errata {
  const errata = readContent(PATH, yaml, ERRATA);
  const ids = errata.sections.flatMap(({ claims }) => claims.map(({ id }) => id));
  const all = Array.from({ length: last }, (_, i) => i + 1);
  const problems = [
    ...all.filter((id) => !ids.includes(id)).map((id) => `${id} is missing`),
    ...ids.filter((id) => !all.includes(id)).map((id) => `there is no claim ${id}`),
    ...repeated(ids).map((id) => `${id} is there twice`),
  ];
  if (problems.length === 0) return errata;
  throw new Error([`${PATH}:`, ...problems].join('\n  '));
}

export const errata = readErrata(text);
export const claims = errata.sections.flatMap(({ claims }) => claims);

export const countOf = (verdict: Verdict): number =>
  claims.filter((claim) => claim.verdict === verdict).length;
