/** What the schemas of content/ are made of. */

import { z } from 'zod';

export const text = z.string().trim().min(1);

/** One, or a list of them; always a list once it is read. */
export const list = <Item extends z.ZodType>(item: Item) =>
  z
    .union([z.array(item), item])
    .default([])
    .transform((value): z.output<Item>[] => [value].flat() as z.output<Item>[]);

export const texts = list(text);

/** The same in both languages. */
export const pairIn = { zh: text, en: text };
export const pair = z.strictObject(pairIn);

/** Items of content/behaviours.yaml. */
export const behaviours = z.array(z.int()).default([]);

/** Slugs or ids of other things in content/. */
export const ids = z.array(text).default([]);

export const isManPage = (page: string): boolean => /^[\w.-]+\(\d\w*\)$/.test(page);

export const man = z
  .union([z.string(), z.array(z.string())])
  .refine(
    (value) => [value].flat().every(isManPage),
    'is not a manual page like epoll_wait(2), or a list of them',
  );

type Complain = (path: PropertyKey[], text: string) => void;

/** A rule about a whole list. It is asked even where some items are not as they must be. */
export function rule<Item>(
  look: (items: readonly (Item | undefined)[], complain: Complain) => void,
): z.core.$ZodCheck<Item[]> {
  const check = z.check<Item[]>(({ value, issues }) => {
    look(value, (path, message) => {
      issues.push({ code: 'custom', input: value, path, message });
    });
  });
  check._zod.def.when = ({ value }) => Array.isArray(value);
  return check;
}

/** Refuses what is there more than once. */
export const once = <Item>(
  keyOf: (item: Item) => unknown,
  says = (_: unknown): string => 'is there twice',
) =>
  rule<Item>((items, complain) => {
    const keys = items.map((item) => item && keyOf(item));
    for (const [i, key] of keys.entries())
      if (key !== undefined && keys.indexOf(key) < i) complain([i], says(key));
  });
