/**
 * The glossary, content/glossary.yaml: the one name that the project has for a thing, in
 * both languages. Chapters and notes link to it, and Chinese texts use its terms only.
 */

import { z } from 'zod';
import text from '../../content/glossary.yaml?raw';
import { readContent, repeated, shape } from '../content/content-file.ts';
import { LANGS, type Lang } from '../ui/text.ts';
import { url } from '../ui/urls.ts';

const PATH = 'content/glossary.yaml';

const words = z
  .strictObject({
    zh: z.array(shape.text).default([]),
    en: z.array(shape.text).default([]),
  })
  .default({ zh: [], en: [] });

const TERM = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'id is not like event-loop'),
  zh: shape.text,
  en: shape.text,
  meaning: shape.pair,
  man: shape.texts,
  see: z.array(shape.text).default([]), // ids of notes
  chapter: shape.text.optional(),
  also: words, // names that Chinese texts must not use
  forms: words, // other spellings that lead here
  plain: z.union([z.boolean(), z.enum(LANGS)]).default(false), // too common a word to link
});

export type Term = z.output<typeof TERM>;

/** The terms, in the order of the file. Throws an error that says all that is wrong. */
export function readGlossary(yaml: string): Term[] {
  const terms = readContent(PATH, yaml, z.array(TERM));
  const problems = [
    ...repeated(terms.map(({ id }) => id)).map((id) => `${id} is there twice`),
    ...repeated(terms.map(({ zh }) => zh)).map((zh) => `“${zh}” names two things`),
    ...terms.flatMap((term) => forbiddenNames(terms, term)),
  ];
  if (problems.length === 0) return terms;
  throw new Error([`${PATH}:`, ...problems].join('\n  '));
}

function forbiddenNames(terms: Term[], { id, also }: Term): string[] {
  const names = also.zh.filter((word) => terms.some(({ zh }) => zh.includes(word)));
  return names.map(
    (word) => `${id}: “${word}” is part of a term, and cannot be refused`,
  );
}

export const glossary: readonly Term[] = readGlossary(text);

export const termOf = (id: string): Term | undefined =>
  glossary.find((term) => term.id === id);

export const termUrl = (lang: Lang, id: string): string => url(lang, `glossary/#${id}`);
