/**
 * A YAML file of content, held to its shape. All that is wrong with it is told at once,
 * each with the nearest `id` above it: line numbers mean little to who writes texts.
 */

import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().refine((value) => value.trim() !== '', 'is empty');

/** One text, or a list of them; always a list once it is read. */
const texts = z
  .union([text, z.array(text)])
  .default([])
  .transform((value) => [value].flat());

const pair = z.strictObject({ zh: text, en: text });

/** What the shapes of all files are made of. */
export const shape = { text, texts, pair, pairIn: { zh: text, en: text } };

export function readContent<Shape extends z.ZodType>(
  path: string,
  yaml: string,
  shape: Shape,
): z.output<Shape> {
  const value: unknown = parse(yaml);
  const { success, data, error } = shape.safeParse(value);
  if (success) return data;
  const problems = error.issues.map(
    (issue) => `${whereIs(value, issue.path)}${issue.message}`,
  );
  throw new Error([`${path}:`, ...problems].join('\n  '));
}

/** `callback, meaning.zh: `: from the last thing on the way that has an id. */
function whereIs(value: unknown, path: readonly PropertyKey[]): string {
  let [at, id, rest] = [value, '', [] as PropertyKey[]];
  for (const key of path) {
    at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
    rest.push(key);
    if (typeof at !== 'object' || at === null || !('id' in at)) continue;
    [id, rest] = [String(at.id), []];
  }
  const where = [id, rest.join('.')].filter(Boolean).join(', ');
  return where && `${where}: `;
}

/** Those that are in the list more than once. */
export function repeated<T>(list: readonly T[]): T[] {
  return [...new Set(list.filter((each, i) => list.indexOf(each) < i))];
}
