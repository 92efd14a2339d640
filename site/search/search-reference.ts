/** What the search finds on other pages: glossary, errata, other loops, map. */

import { claims as judged } from '../reference/errata.ts';
import { glossary } from '../reference/glossary.ts';
import { others } from '../reference/others.ts';
import { map } from '../reference/tornado.ts';
import { plainText } from '../ui/markdown.ts';
import type { Pair } from '../ui/text.ts';
import type { Entry } from './search.ts';

const plain = ({ zh, en }: Pair): Pair => ({ zh: plainText(zh), en: plainText(en) });

export const terms: Entry[] = glossary.map(({ id, zh, en, meaning, also, forms }) => {
  const { zh: said, en: meant } = plain(meaning);
  const text = { zh: `${zh}：${said}`, en: `${en}: ${meant}` };
  const others = [...also.zh, ...forms.zh, ...forms.en];
  const entry = { kind: 'term' as const, to: `glossary/#${id}`, ...text };
  const names = [zh, en, `${en}s`, ...others];
  return others.length > 0
    ? { ...entry, names, words: others.join(' ') }
    : { ...entry, names };
});

export const claims: Entry[] = judged.map(({ id, claim, truth }) => ({
  kind: 'claim',
  to: `errata/#E${id}`,
  name: `E${id}`,
  ...plain({ zh: `${claim.zh}${truth.zh}`, en: `${claim.en} ${truth.en}` }),
}));

export const answers: Entry[] = others.worries.flatMap((worry) =>
  others.loops.map(({ id, name }) => {
    const { zh, en } = plain(worry.answers[id] as Pair);
    return {
      kind: 'loop' as const,
      to: `others/#${worry.id}-${id}`,
      name,
      zh: `${worry.zh}：${zh}`,
      en: `${worry.en}: ${en}`,
    };
  }),
);

/** Each by its name in Tornado, with how the two differ. */
export const members: Entry[] = map.groups.flatMap(({ file, rows }) =>
  rows.map(({ tornado, note, leftOut }) => {
    const said = note ?? leftOut;
    return {
      kind: 'member' as const,
      to: `map/#${encodeURIComponent(tornado)}`,
      name: tornado,
      ...(said && plain(said)),
      in: file,
    };
  }),
);
