/**
 * How other loops do it, content/others.yaml: the same seven worries put to each of
 * them. Every loop answers every worry; ours with a place in our own source.
 */

import text from '../../content/others.yaml?raw';
import {
  type Answer,
  type Loop,
  type Others,
  others as schema,
  type Worry,
} from '../content/schemas/others.ts';
import { readContent } from '../content/yaml.ts';
import { LANGS } from '../ui/text.ts';

export type { Answer, Loop, Others, Worry } from '../content/schemas/others.ts';

const PATH = 'content/others.yaml';

/** Throws an error that says all that is wrong with the file. */
export const readOthers = (yaml: string): Others => readContent(PATH, yaml, schema);

export const others = readOthers(text);

/** What a loop does about a worry: there is always something. */
export const answerOf = ({ answers }: Worry, { id }: Loop): Answer =>
  answers[id] as Answer;

/** Words for both languages, or code, which is the same in both. */
export const isCode = ({ short }: Answer): boolean =>
  LANGS.every((lang) => short[lang] === short.zh) && !/^–$/.test(short.zh);
