/** What zod finds wrong, in words that follow the name of a field: `zh` `is missing`. */

import type { z } from 'zod';
import { hint } from './nearest.ts';

const KINDS: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  record: 'a map',
  int: 'a number',
  number: 'a number',
  boolean: 'true or false',
};

export const inWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .map((key) => `unknown field "${key}"${hint(key, fieldsOf(issue.inst))}`)
        .join('\n');
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return isGone(issue.input)
        ? 'is missing'
        : `is not one of ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'array' ? `has fewer than ${issue.minimum}` : 'is empty';
    case 'too_big':
      return `has more than ${issue.maximum}`;
    default:
      return isGone(issue.input) ? 'is missing' : undefined;
  }
};

function wrongType({
  expected,
  input,
  inst,
}: z.core.$ZodRawIssue & { expected?: unknown }) {
  const fields = fieldsOf(inst);
  if (fields.length > 0 && input !== undefined)
    return `is not a map: it has ${fields.join(', ')}`;
  if (isGone(input)) return 'is missing';
  return `is not ${KINDS[String(expected)] ?? String(expected)}`;
}

const isGone = (input: unknown): boolean => input === undefined || input === null;

/** Of a strict object, what it may have. */
function fieldsOf(inst: unknown): string[] {
  const { shape } = (inst as { def?: { shape?: object } } | undefined)?.def ?? {};
  return Object.keys(shape ?? {});
}
