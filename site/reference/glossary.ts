/**
 * The glossary, content/glossary.yaml: the one name that the project has for a thing, in
 * both languages. Chapters and notes link to it, and Chinese texts use its terms only.
 */

import text from '../../content/glossary.yaml?raw';
import { glossary as schema, type Term } from '../content/schemas/glossary.ts';
import { readContent } from '../content/yaml.ts';
import type { Lang } from '../ui/text.ts';
import { url } from '../ui/urls.ts';

export type { Term } from '../content/schemas/glossary.ts';

const PATH = 'content/glossary.yaml';

/** The terms, in the order of the file. Throws an error that says all that is wrong. */
export const readGlossary = (yaml: string): Term[] => readContent(PATH, yaml, schema);

export const glossary: readonly Term[] = readGlossary(text);

export const termOf = (id: string): Term | undefined =>
  glossary.find((term) => term.id === id);

export const termUrl = (lang: Lang, id: string): string => url(lang, `glossary/#${id}`);
