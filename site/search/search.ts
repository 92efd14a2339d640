/**
 * What the search can find: a list that a worker of the browser fetches, and makes an
 * index of, when the search is opened for the first time.
 */

import { book } from '../chapters/book.ts';
import { wordsOf } from '../chapters/measure.ts';
import { type SharedSection, sectionsOf } from '../chapters/pairs.ts';
import { type Node, useOf } from '../chapters/text.ts';
import { behaviours } from '../reference/behaviours.ts';
import { fragmentOf, symbolAt } from '../source/anchors.ts';
import { annotated } from '../source/annotations.ts';
import { order } from '../source/order.ts';
import { linesOf, sources } from '../source/sources.ts';
import { pageOf, plainName, run } from '../tests/tests.ts';
import { CONCEPTS } from '../ui/concepts.ts';
import { plainText } from '../ui/markdown.ts';
import type { Lang, Pair } from '../ui/text.ts';
import type { Kind } from './browser/kinds.ts';
import { questions } from './questions.ts';
import { exercises, pages, replays } from './search-pages.ts';
import { answers, claims, members, terms } from './search-reference.ts';

/** Something that can be found. Text that has one language only is in English. */
export interface Entry {
  kind: Kind;
  to: string; // its address, without base and language: 'source/loop/node/waker.ts/#Waker'
  name?: string; // the same in both languages: a path, a symbol
  zh?: string;
  en?: string;
  in?: string | Pair; // where it stands
  names?: string[]; // who asks for just this means this
  words?: string; // other names for it, looked up but not shown
}

const found: Record<Kind, () => Entry[]> = {
  question: () => questions,
  chapter: stories,
  file: () => [...files(), ...sections()],
  replay: () => replays,
  exercise: () => exercises,
  term: () => terms,
  note: notes,
  behaviour: promises,
  symbol: symbols,
  claim: () => claims,
  loop: () => answers,
  member: () => members,
  page: () => pages,
  test: tests,
};

export const entries = (): Entry[] => Object.values(found).flatMap((each) => each());

const plain = ({ zh, en }: Pair): Pair => ({ zh: plainText(zh), en: plainText(en) });

/** A chapter by its title and question, and each of its sections with all its words. */
function stories(): Entry[] {
  return book.flatMap((chapter) => {
    const { slug, title, question } = chapter;
    const to = `chapters/${slug}/`;
    const said = (lang: Lang) => plainText(`${title[lang]} — ${question[lang]}`);
    const whole = { kind: 'chapter' as const, to, zh: said('zh'), en: said('en') };
    const names = Object.values(plain(title));
    const parts = sectionsOf(chapter).map((section) => ({
      kind: 'chapter' as const,
      to: `${to}#${section.id}`,
      zh: sectionText(section, 'zh'),
      en: sectionText(section, 'en'),
      in: plain(title),
    }));
    return [{ ...whole, names }, ...parts];
  });
}

function sectionText({ heading, pieces }: SharedSection, lang: Lang): string {
  const prose = pieces.flatMap((piece) => ('prose' in piece ? piece.prose[lang] : []));
  const nodes = [...(heading ? [heading[lang]] : []), ...prose];
  return plainText(nodes.map((node) => wordsOf(node, shownAs)).join(' '));
}

/** What stands in a sentence for a component without words of its own. */
function shownAs(node: Node): string {
  const { name, props } = useOf(node);
  if (name === 'B') return `B${props.n}`;
  return Object.values(props).join(' ');
}

function files(): Entry[] {
  return order.map(({ file, about, words = [], ...text }) => {
    const concept = about ? Object.values(CONCEPTS[about].name) : [];
    const others = [...words, ...concept].join(' ');
    const entry = { kind: 'file', to: `source/${file}/`, name: file } as const;
    return { ...entry, ...plain(text), ...(others && { words: others }) };
  });
}

function sections(): Entry[] {
  return order.flatMap(({ file, sections = [] }) =>
    sections.map(({ id, ...text }) => {
      const to = `source/${file}/#${id}`;
      return { kind: 'file', to, ...plain(text), in: file } as const;
    }),
  );
}

function notes(): Entry[] {
  return annotated.flatMap(({ file, notes }) =>
    notes.map(({ id, symbol, tornado, man, ...text }) => ({
      kind: 'note' as const,
      to: `source/${file}/#${id}`,
      ...plain(text),
      in: symbol.startsWith('(') ? file : `${file} ${symbol}`,
      words: [tornado, man].flat().filter(Boolean).join(' '),
    })),
  );
}

function promises(): Entry[] {
  return behaviours.map(({ item, ...text }) => {
    const to = `behaviours/#B${item}`;
    return { kind: 'behaviour', to, name: `B${item}`, ...plain(text) } as const;
  });
}

function symbols(): Entry[] {
  return [...sources].flatMap(([file, text]) =>
    linesOf(text).flatMap((_, i) => {
      const name = symbolAt(file, i + 1);
      if (!name) return [];
      const to = `source/${file}/#${fragmentOf(file, i + 1)}`;
      return [{ kind: 'symbol' as const, to, name, in: file }];
    }),
  );
}

/** A name that several back-ends share stands for all of them. */
function tests(): Entry[] {
  const all = run?.tests ?? [];
  const first = new Map(
    all.toReversed().map((test) => [test.file + plainName(test), test]),
  );
  return [...first.values()].toReversed().map((test) => ({
    kind: 'test',
    to: `tests/${pageOf(test.file)}/#${test.id}`,
    en: plainName(test),
    in: [test.file, ...test.behaviour.map((item) => `B${item}`)].join(' '),
  }));
}
