/**
 * The errata, content/errata.yaml: what the article says, claim by claim, and what is so.
 * It has the claims from 1 to 56, each once, in both languages and with a verdict.
 */

import text from '../../content/errata.yaml?raw';
import {
  type Errata,
  errata as errataUpTo,
  type VERDICTS,
} from '../content/schemas/errata.ts';
import { readContent } from '../content/yaml.ts';

export { type Claim, type Errata, VERDICTS } from '../content/schemas/errata.ts';

const PATH = 'content/errata.yaml';

export const CLAIMS = 56;
export type Verdict = (typeof VERDICTS)[number];

/** Throws an error that says all that is wrong with the file. */
export const readErrata = (yaml: string, last = CLAIMS): Errata =>
  readContent(PATH, yaml, errataUpTo(last));

export const errata = readErrata(text);
export const claims = errata.sections.flatMap(({ claims }) => claims);

export const countOf = (verdict: Verdict): number =>
  claims.filter((claim) => claim.verdict === verdict).length;
