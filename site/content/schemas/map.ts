/** content/map.yaml: each member of Tornado 4.4's loop, and what stands for it here. */

import { z } from 'zod';
import { list, man, once, pair, pairIn, text } from '../shapes.ts';

const place = z
  .string()
  .regex(/^\S+\.(ts|cc) \S+$/, 'is not a file and a symbol')
  .transform((place) => {
    const [file = '', symbol = ''] = place.split(' ');
    return { file, symbol };
  });

const places = z.preprocess(
  (value) => (value === undefined ? value : [value].flat()),
  z.array(place),
);

/** A symbol of our source, to be found by site/source/notes/symbols.ts. */
export type Place = z.output<typeof place>;

const calls = list(man).transform((all) => all.flat());
const inBoth = { zh: text.optional(), en: text.optional() };

/** A text in both languages, or in none of them. */
function bothOf({ zh, en }: { zh?: string | undefined; en?: string | undefined }) {
  return zh === undefined || en === undefined ? null : { zh, en };
}

const row = z
  .strictObject({
    tornado: text,
    ours: places.optional(),
    call: calls,
    leftOut: pair.optional(),
    ...inBoth,
  })
  .superRefine(({ ours, leftOut, zh, en }, { addIssue }) => {
    const say = (message: string, ...path: string[]) =>
      addIssue({ code: 'custom', path, message });
    if (Boolean(ours) === Boolean(leftOut))
      say('has a place, `ours`, or a reason, `leftOut`: one of them');
    if (zh && !en) say('is missing', 'en');
    if (en && !zh) say('is missing', 'zh');
  })
  .transform(({ tornado, ours = [], call, leftOut = null, ...note }) => {
    return { tornado, ours, calls: call, leftOut, note: bothOf(note) };
  });

const group = z
  .strictObject({
    group: text,
    extends: text.optional(),
    file: text,
    ...pairIn,
    rows: z.array(row).check(once<Row>(({ tornado }) => tornado)),
  })
  .transform(({ group, extends: base = null, file, zh, en, rows }) => {
    return { name: group, extends: base, file, about: { zh, en }, rows };
  });

const added = z
  .strictObject({ ours: places, call: calls, ...pairIn })
  .transform(({ ours, call, zh, en }) => ({ ours, calls: call, note: { zh, en } }));

const explained = z
  .strictObject({ item: z.int(), ...pairIn })
  .transform(({ item, zh, en }) => ({ item, note: { zh, en } }));

export const map = z.strictObject({
  groups: z.array(group),
  added: z.array(added),
  behaviours: z.array(explained),
});

/** A member of Tornado's. It has places here, or `leftOut` says why it has none. */
export type Row = z.output<typeof row>;
/** A class of Tornado's, or what stands in one of its files outside of classes. */
export type Group = z.output<typeof group>;
export type TornadoMap = z.output<typeof map>;
