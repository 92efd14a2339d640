/**
 * How other loops do it, content/others.yaml: the same seven worries put to each of
 * them. Every loop answers every worry; ours with a place in our own source.
 */

import { z } from 'zod';
import text from '../../content/others.yaml?raw';
import { readContent, shape } from '../content/content-file.ts';
import { LANGS, type Pair } from '../ui/text.ts';

const PATH = 'content/others.yaml';

const LOOP = z.strictObject({
  id: shape.text,
  name: shape.text,
  read: z.coerce.string(), // the version that was read; empty for ours
  ...shape.pairIn,
});

const ANSWER = z.strictObject({
  short: z.union([shape.text, shape.pair]).transform((short): Pair => {
    return typeof short === 'string' ? { zh: short, en: short } : short;
  }),
  ...shape.pairIn,
  source: shape.texts, // 'src/ae.c aeProcessEvents'
  ours: shape.texts, // 'loop/core/poller.ts waitMilliseconds'
  behaviour: z.array(z.int()).default([]),
});

const WORRY = z.strictObject({
  id: shape.text,
  ...shape.pairIn,
  why: shape.pair,
  answers: z.record(z.string(), ANSWER),
});

const OTHERS = z.strictObject({ loops: z.array(LOOP), worries: z.array(WORRY) });

export type Loop = z.output<typeof LOOP>;
export type Answer = z.output<typeof ANSWER>;
export type Worry = z.output<typeof WORRY>;
export type Others = z.output<typeof OTHERS>;

/** Throws an error that says all that is wrong with the file. */
export function readOthers(yaml: string): Others {
  const others = readContent(PATH, yaml, OTHERS);
  const loops = others.loops.map(({ id }) => id);
  const problems = others.worries.flatMap(({ id, answers }) => [
    ...loops
      .filter((loop) => !answers[loop])
      .map((loop) => `${id}: nothing of ${loop}`),
    ...Object.keys(answers)
      .filter((loop) => !loops.includes(loop))
      .map((loop) => `${id}: no loop is called ${loop}`),
    ...Object.entries(answers)
      .filter(([, { source, ours }]) => source.length + ours.length === 0)
      .map(([loop]) => `${id}, ${loop}: says not where it is from`),
  ]);
  if (problems.length === 0) return others;
  throw new Error([`${PATH}:`, ...problems].join('\n  '));
}

export const others = readOthers(text);

/** What a loop does about a worry: there is always something. */
export const answerOf = ({ answers }: Worry, { id }: Loop): Answer =>
  answers[id] as Answer;

/** Words for both languages, or code, which is the same in both. */
export const isCode = ({ short }: Answer): boolean =>
  LANGS.every((lang) => short[lang] === short.zh) && !/^–$/.test(short.zh);
